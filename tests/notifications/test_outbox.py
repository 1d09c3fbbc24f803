import threading
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from notifications import outbox
from notifications.models import Message
from tests.notifications.conftest import written

pytestmark = pytest.mark.django_db
NO_BROKER = "redis://127.0.0.1:1/0"


def test_a_key_names_model_and_row(organizer):
    assert outbox.key(organizer) == f"accounts.user:{organizer.pk}"
    assert not outbox.key(None)


def test_post_returns_what_it_wrote(organizer):
    message = written()

    assert outbox.post([message], by=organizer) == [message]
    assert Message.objects.get().created_by == organizer


def test_post_twice_writes_one_row():
    outbox.post([written(to="ada@example.org")])

    again = outbox.post([written(to="ada@example.org")])

    assert again == []
    assert Message.objects.count() == 1


def test_the_same_message_twice_in_one_batch_is_one_row():
    posted = outbox.post([written(to="ada@example.org"), written(to="ADA@example.org")])

    assert len(posted) == Message.objects.count() == 1


def test_another_version_is_another_message():
    outbox.post([written(to="ada@example.org"), written(to="ada@example.org", version=2)])

    assert Message.objects.count() == 2


def test_every_secret_is_a_message_of_its_own():
    outbox.post([written(to="ada@example.org", confidential=True) for _ in range(2)])

    assert Message.objects.count() == 2


def test_posting_nothing_writes_nothing():
    assert outbox.post([]) == []


@pytest.mark.parametrize(
    "to", ["", "ada", "a@example.org,b@example.org", "a@example.org\nBcc: b@example.org", '"a,b"@example.org']
)
def test_what_is_not_one_address_is_refused(to):
    with pytest.raises(ValidationError):
        outbox.post([written(to=to)])

    assert not Message.objects.exists()


def test_line_breaks_leave_subject_and_sender():
    message = written(subject="Hello\r\nBcc: eve@example.org", from_name="Ada\nBcc: eve@example.org")

    assert message.subject == "Hello Bcc: eve@example.org"
    assert message.from_name == "Ada Bcc: eve@example.org"


def test_a_dead_broker_neither_breaks_nor_delays_a_post(broker_at, django_capture_on_commit_callbacks, caplog):
    broker_at(NO_BROKER)

    with django_capture_on_commit_callbacks(execute=True):
        outbox.post([written() for _ in range(20)])
    with django_capture_on_commit_callbacks(execute=True):
        outbox.post([written()])

    assert Message.objects.count() == 21
    assert [record.getMessage()[:28] for record in caplog.records] == ["The broker does not answer, "]


@pytest.mark.parametrize(("due", "later", "woken"), [(1, 0, 1), (0, 3, 0), (50, 3, 1), (51, 0, 2), (1000, 0, 3)])
def test_as_many_workers_are_woken_as_the_due_mails_are_worth(
    broker_at, django_capture_on_commit_callbacks, due, later, woken
):
    app = broker_at("memory://")
    in_an_hour = timezone.now() + timedelta(hours=1)

    with django_capture_on_commit_callbacks(execute=True):
        outbox.post([written() for _ in range(due)] + [written(not_before=in_an_hour) for _ in range(later)])

    with app.connection_for_read() as broker, broker.SimpleQueue("celery") as queue:
        assert queue.qsize() == woken
        queue.clear()


@pytest.mark.django_db(transaction=True)
def test_two_who_post_the_same_at_once_write_one_row():
    together, wrote = threading.Barrier(8), []

    def post():
        message = written(to="ada@example.org")
        together.wait()
        wrote.extend(outbox.post([message]))
        connection.close()

    threads = [threading.Thread(target=post) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(wrote) == Message.objects.count() == 1
