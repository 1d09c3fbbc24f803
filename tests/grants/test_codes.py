"""Registration codes: brought in a list, given once, whole only for their holder."""

import logging

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from awards.models import Grant, RegistrationCode
from awards.tasks import sweep_offers
from notifications.models import Message
from tests.factories import BenefitFactory, GrantFactory, PersonFactory, UserFactory, WorkshopFactory, organizer_of
from tests.grants.offered import letter_of, opened, sent
from workshops.lifecycle import Move

pytestmark = pytest.mark.django_db

ADD = reverse("admin:awards_registrationcode_add")
CODE = "CARE-SECRET-77"


@pytest.fixture
def benefit(client):
    edition = WorkshopFactory()
    client.force_login(organizer_of(edition))
    return BenefitFactory(programme__workshop=edition)


def bring(client, benefit, codes):
    return client.post(ADD, {"benefit": benefit.pk, "codes": codes, "bring": ""}, follow=True)


def test_codes_are_brought_one_on_each_line(client, benefit):
    bring(client, benefit, "A-1\n  A-2  \n")

    assert list(benefit.codes.values_list("code", "status")) == [("A-1", "free"), ("A-2", "free")]


def test_codes_are_counted_before_they_are_kept(client, benefit):
    for _each in range(3):
        GrantFactory(benefit=benefit).give(by=None)

    page = client.post(ADD, {"benefit": benefit.pk, "codes": "A-1\nA-2"}).text

    assert "2 codes are kept" in page
    assert "3 grants wait for a code." in page
    assert "The oldest get one" in page
    assert not benefit.codes.exists()


@pytest.mark.parametrize("text", ["A-1\nA-2\n", '\ufeff"A-1"\r\n"A-2"\r\n'])
def test_codes_come_as_a_file_as_well(client, benefit, text):
    file = SimpleUploadedFile("codes.csv", text.encode())

    counted = client.post(ADD, {"benefit": benefit.pk, "file": file})

    assert counted.context["codes"] == ["A-1", "A-2"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\xff\xfeA", "no text in UTF-8"),
        (b"x" * 200_001, "too large"),
        (b"A-1;B-1", "Line 1: more than a code stands here."),
        (b"A-1\n\x00", "Line 2: more than a code stands here."),
    ],
)
def test_a_file_that_cannot_be_is_refused_in_a_sentence(client, benefit, content, sentence):
    answer = client.post(ADD, {"benefit": benefit.pk, "file": SimpleUploadedFile("codes.csv", content), "bring": ""})

    assert answer.status_code == 400
    assert sentence in answer.text
    assert not benefit.codes.exists()


def test_whoever_waits_gets_one_at_once_the_oldest_first(client, benefit):
    grants = [GrantFactory(benefit=benefit) for _each in range(3)]
    for grant in grants:
        grant.give(by=None)

    page = bring(client, benefit, "A-1\nA-2").text

    assert "2 codes are here. 2 are assigned now." in page
    assert [grant.codes.exists() for grant in grants] == [True, True, False]
    assert Grant.objects.waiting_for_a_code().get() == grants[2]


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ("A-1\nA-1", "Line 2: the same code stands above."),
        ("OLD-1", "Line 1: this code is here already."),
        ("A-1\n" + "x" * 101, "Line 2: a code has at most 100 characters."),
        ("DE89 3704 0044 0532 0130 00", "Line 1: This looks like the number of an account"),
        ("A-1\n\nA-2", "Line 2: nothing stands here."),
        ("A-1\tmore", "Line 1: more than a code stands here."),
        ("A-1\n" * 30, "19 more lines are refused."),
        ("", "Paste the codes, or choose a file."),
    ],
)
def test_a_list_that_cannot_be_is_refused_by_the_number_of_the_line(client, benefit, lines, sentence):
    benefit.codes.create(code="OLD-1")

    answer = bring(client, benefit, lines)

    assert answer.status_code == 400
    assert sentence in answer.text
    assert not any(line in answer.text for line in lines.splitlines() if line)
    assert benefit.codes.count() == 1


def test_codes_go_to_no_benefit_of_another_edition(client, benefit):
    elsewhere = BenefitFactory()

    answer = bring(client, elsewhere, CODE)

    assert answer.status_code == 400
    assert not RegistrationCode.objects.exists()


DESK = ["registrationcode_changelist", "grant_changelist", "offer_changelist"]
ABOUT_CODES = ["registrationcode_change", "registrationcode_history"]
ABOUT_GRANTS = ["grant_change", "grant_history"]
ASKING = ["fulfil", "mark_no_show", "withdraw", "revoke"]


def desk_pages(client, code):
    """Everything that an organizer reads about a code and its holder."""
    urls = [reverse(f"admin:awards_{name}") for name in DESK]
    urls += [reverse(f"admin:awards_{name}", args=[code.pk]) for name in ABOUT_CODES]
    urls += [reverse(f"admin:awards_{name}", args=[code.grant_id]) for name in ABOUT_GRANTS]
    urls += [reverse("admin:awards_grant_verb", args=[code.grant_id, verb]) for verb in ASKING]
    urls += [reverse("admin:awards_registrationcode_verb", args=[code.pk, "cancel"])]
    urls += [reverse("admin:awards_grantprogramme_names", args=[code.benefit.programme_id])]
    pages = [client.get(url) for url in urls]
    assert {page.status_code for page in pages} == {200}
    return [page.text for page in pages]


@pytest.fixture
def assigned(client, benefit):
    """To somebody who has accepted an offer."""
    bring(client, benefit, CODE)
    offer = opened(benefit)
    sent(letter_of(offer))
    offer.accept(by=offer.person.user)
    return RegistrationCode.objects.get()


def test_check_36_a_code_is_whole_only_for_its_holder(client, assigned):
    organizer_reads = desk_pages(client, assigned)
    client.force_login(assigned.grant.person.user)
    holder_reads = client.get(reverse("me")).text
    client.force_login(UserFactory())
    another_reads = client.get(reverse("me")).text

    assert CODE in holder_reads
    assert not any(CODE in page for page in [*organizer_reads, another_reads])
    assert "…77" in organizer_reads[0]


def test_check_36_a_code_is_in_no_log_message_or_history(client, benefit, caplog):
    caplog.set_level(logging.DEBUG)
    page = bring(client, benefit, CODE).text
    grant = GrantFactory(benefit=benefit)
    grant.give(by=None)
    cancel = reverse("admin:awards_registrationcode_verb", args=[RegistrationCode.objects.get().pk, "cancel"])
    page += client.post(cancel, {"reason": "It was sold."}, follow=True).text
    kept = [*Move.objects.all(), *LogEntry.objects.all(), *Grant.history.all(), *Message.objects.all()]

    assert "Done: Cancel" in page
    assert len(kept) > 3
    assert CODE not in page + caplog.text
    assert not any(CODE in str(vars(row)) for row in kept)


def test_check_36_nobody_finds_a_code_by_searching_for_it(client, assigned):
    codes = client.get(reverse("admin:awards_registrationcode_changelist"), {"q": CODE})

    assert codes.context["cl"].result_count == 0


@pytest.mark.parametrize("verb", ["withdraw", "revoke", "mark_no_show"])
def test_check_36_a_code_is_shown_as_long_as_its_grant_is_held(client, assigned, verb):
    getattr(assigned.grant, verb)(by=None, reason="They said so.")
    client.force_login(assigned.grant.person.user)

    page = client.get(reverse("me")).text

    assert assigned.grant.programme.name in page
    assert CODE not in page


def test_nobody_reads_a_code_of_a_grant_before_they_are_told_of_it(client, benefit):
    grant = GrantFactory(benefit=benefit, person=PersonFactory(user=UserFactory()))
    grant.give(by=None)
    bring(client, benefit, CODE)
    client.force_login(grant.person.user)

    page = client.get(reverse("me")).text

    assert grant.codes.exists()
    assert CODE not in page
    assert grant.programme.name not in page


def test_a_cancelled_code_goes_to_nobody_and_its_holder_gets_another_one(client, benefit):
    grant = GrantFactory(benefit=benefit)
    grant.give(by=None)
    bring(client, benefit, "A-1\nA-2")
    first = grant.codes.get()

    client.post(reverse("admin:awards_registrationcode_verb", args=[first.pk, "cancel"]), {"reason": ""})
    GrantFactory(benefit=benefit).give(by=None)
    sweep_offers()

    assert list(benefit.codes.values_list("code", "status").order_by("pk")) == [
        ("A-1", "cancelled"),
        ("A-2", "assigned"),
    ]
    assert Grant.objects.waiting_for_a_code().get() == grant


def test_the_programme_says_how_many_wait_for_a_code(client, benefit):
    for _each in range(2):
        GrantFactory(benefit=benefit).give(by=None)
    page = reverse("admin:awards_grantprogramme_change", args=[benefit.programme_id])

    before = client.get(page).text
    bring(client, benefit, "A-1\nA-2")
    after = client.get(page).text

    assert "2 grants wait for a code." in before
    assert f"?benefit={benefit.pk}" in before
    assert "wait for a code" not in after


def test_a_code_is_not_deleted_and_its_text_not_edited(client, assigned):
    before = RegistrationCode.objects.values().get()
    change = reverse("admin:awards_registrationcode_change", args=[assigned.pk])

    client.post(change, {"code": "MINE", "benefit": assigned.benefit_id, "status": "free"})
    deleted = client.post(reverse("admin:awards_registrationcode_delete", args=[assigned.pk]), {"post": "yes"})

    assert deleted.status_code == 403
    assert RegistrationCode.objects.values().get() == before


# -- A list of names ------------------------------------------------------------------------------


def test_a_name_list_is_handed_over_and_then_confirmed(client, benefit):
    grant = GrantFactory(benefit=benefit, printed_name="=SUM(Ada)", person__email="ada@example.org")
    grant.give(by=None)
    page = reverse("admin:awards_grantprogramme_names", args=[benefit.programme_id])
    looked = client.get(page)
    assert Grant.objects.get().handed_over_at is None

    handed = client.post(page, {"hand_over": "1"})
    client.post(page, {"confirmed": "1", "paid_on": "2026-05-01"})

    assert looked.status_code == 200
    assert handed.content.decode("utf-8-sig").splitlines()[1] == (
        '"\'=SUM(Ada)","","ada@example.org","1 × registration"'
    )
    assert Grant.objects.get().status == "fulfilled"


def test_whose_name_is_handed_over_gets_no_code_and_whoever_has_a_code_is_not_on_the_list(client, benefit, assigned):
    named = GrantFactory(benefit=benefit)
    named.give(by=None)
    page = reverse("admin:awards_grantprogramme_names", args=[benefit.programme_id])

    names = client.post(page, {"hand_over": "1"}).content.decode("utf-8-sig")
    bring(client, benefit, "A-2")

    assert named.printed_name in names
    assert assigned.grant.printed_name not in names
    assert not named.codes.exists()


@pytest.mark.parametrize("day", ["1026-05-01", "2999-05-01", "soon", ""])
def test_a_day_that_cannot_be_confirms_nobody(client, benefit, day):
    grant = GrantFactory(benefit=benefit)
    grant.give(by=None)
    page = reverse("admin:awards_grantprogramme_names", args=[benefit.programme_id])
    client.post(page, {"hand_over": "1"})

    answer = client.post(page, {"confirmed": "1", "paid_on": day})

    assert answer.status_code == 400
    assert Grant.objects.get().status == "given"


def test_nobody_who_was_not_handed_over_is_confirmed(client, benefit):
    GrantFactory(benefit=benefit).give(by=None)

    client.post(
        reverse("admin:awards_grantprogramme_names", args=[benefit.programme_id]),
        {"confirmed": "1", "paid_on": "2026-05-01"},
    )

    assert Grant.objects.get().status == "given"
