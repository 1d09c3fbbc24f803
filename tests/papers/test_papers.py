from datetime import timedelta
from itertools import product

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from papers.models import Paper, PaperStatus, Presentation
from papers.models.paper import check_pdf
from tests.factories import AuthorshipFactory, PaperFactory, SlotFactory, WorkshopFactory, in_a_day
from workshops.lifecycle import IllegalMove

pytestmark = pytest.mark.django_db

VERBS = {"accepted": "accept", "rejected": "reject", "withdrawn": "withdraw", "submitted": "reconsider"}


@pytest.mark.parametrize(("before", "after"), list(product(PaperStatus.values, repeat=2)))
def test_a_paper_moves_as_its_table_says(before, after):
    paper = PaperFactory(status=before)
    verb = getattr(paper, VERBS[after])

    if after in Paper.MOVES[before]:
        verb(by=None)
    else:
        with pytest.raises(IllegalMove):
            verb(by=None)

    paper.refresh_from_db()
    assert paper.status == (after if after in Paper.MOVES[before] else before)


def test_accepting_is_not_announcing():
    paper = PaperFactory()

    paper.accept(by=None)

    assert not Paper.objects.public().exists()


def test_only_an_accepted_paper_is_announced():
    with pytest.raises(IllegalMove, match="before you announce"):
        PaperFactory().announce(by=None)


def test_a_scheduled_paper_appears_at_its_moment_and_not_a_second_before(client):
    paper = PaperFactory(status="accepted")
    moment = in_a_day()
    paper.announce(at=moment, by=None)
    url = reverse("papers:paper", args=[paper.workshop.slug, paper.number])

    with time_machine.travel(moment - timedelta(seconds=1), tick=False):
        assert client.get(url).status_code == 404
    with time_machine.travel(moment, tick=False):
        assert client.get(url).status_code == 200


def test_a_scheduled_announcement_can_be_taken_back():
    paper = PaperFactory(status="accepted")
    paper.announce(at=in_a_day(), by=None)

    paper.withdraw_announcement(by=None)

    assert paper.announced_at is None


def test_what_was_seen_stays_seen():
    paper = PaperFactory(public=True)

    with pytest.raises(IllegalMove, match="no announcement ahead"):
        paper.withdraw_announcement(by=None)
    with pytest.raises(IllegalMove, match="announced already"):
        paper.announce(by=None)


def test_a_withdrawn_paper_is_gone():
    paper = PaperFactory(public=True)

    paper.withdraw(by=None)

    assert not Paper.objects.public().exists()


def test_papers_of_a_draft_edition_are_hidden():
    PaperFactory(public=True, workshop__status="draft")

    assert not Paper.objects.public().exists()


def test_number_zero_is_a_number(client):
    paper = PaperFactory(public=True, number=0)

    response = client.get(reverse("papers:paper", args=[paper.workshop.slug, 0]))

    assert response.status_code == 200


def test_the_database_refuses_what_must_not_be():
    paper, author = PaperFactory(number=3), AuthorshipFactory()
    violations = {
        "number": lambda: PaperFactory(workshop=paper.workshop, number=3),
        "paper_status_is_known": lambda: PaperFactory(status="bogus"),
        "paper_announced_only_if_decided": lambda: PaperFactory(announced_at=timezone.now()),
        "position": lambda: AuthorshipFactory(paper=author.paper, position=author.position),
        "person": lambda: AuthorshipFactory(paper=author.paper, person=author.person),
    }

    for named, violate in violations.items():
        with pytest.raises(IntegrityError, match=named), transaction.atomic():
            violate()


def test_neighbours_with_the_same_printed_affiliation_share_it_and_order_stays():
    paper = PaperFactory()
    for position, (name, affiliation) in enumerate([("A", "X"), ("B", "X"), ("C", "Y"), ("D", "X"), ("E", "")], 1):
        AuthorshipFactory(paper=paper, position=position, printed_name=name, printed_affiliation=affiliation)

    said = [([author.printed_name for author in authors], affiliation) for authors, affiliation in paper.bylines]

    assert said == [(["A", "B"], "X"), (["C"], "Y"), (["D"], "X"), (["E"], "")]


def test_one_person_stands_on_two_papers_with_two_affiliations(client):
    edition = WorkshopFactory()
    first = AuthorshipFactory(
        paper__workshop=edition, paper__public=True, printed_name="Mung Chiang", printed_affiliation="Purdue University"
    )
    AuthorshipFactory(
        paper__workshop=edition,
        paper__public=True,
        person=first.person,
        printed_name="Mung Chiang",
        printed_affiliation="Princeton University",
    )

    page = client.get(reverse("papers:papers", args=[edition.slug])).text

    assert page.count("Mung Chiang") == 2
    assert "Purdue University" in page
    assert "Princeton University" in page


@pytest.mark.parametrize("content", [b"<html>", b"", b"PK\x03\x04", b"\x89PNG"])
def test_only_a_pdf_is_taken_as_one(content):
    with pytest.raises(ValidationError, match="not a PDF"):
        check_pdf(SimpleUploadedFile("paper.pdf", content))


def test_an_uploaded_pdf_has_a_random_name_and_comes_as_a_download(client):
    paper = PaperFactory(public=True)
    paper.pdf.save("../../secret.pdf", SimpleUploadedFile("x.pdf", b"%PDF-1.7 hello"))

    response = client.get(reverse("papers:pdf", args=[paper.workshop.slug, paper.number]))

    assert "secret" not in paper.pdf.name
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert b"".join(response.streaming_content) == b"%PDF-1.7 hello"


def test_the_pdf_of_a_hidden_paper_is_missing(client):
    paper = PaperFactory(status="accepted")
    paper.pdf.save("x.pdf", SimpleUploadedFile("x.pdf", b"%PDF-1.7 hello"))

    assert client.get(reverse("papers:pdf", args=[paper.workshop.slug, paper.number])).status_code == 404


def test_the_schedule_names_only_public_papers(client):
    slot = SlotFactory()
    hidden = PaperFactory(workshop=slot.workshop, status="accepted", title="A secret talk")
    shown = PaperFactory(workshop=slot.workshop, public=True, title="A known talk")
    for paper in (hidden, shown):
        Presentation.objects.create(slot=slot, paper=paper)

    page = client.get(reverse("papers:schedule", args=[slot.workshop.slug])).text

    assert "A known talk" in page
    assert "A secret talk" not in page


def test_a_paper_is_presented_in_its_own_edition():
    with pytest.raises(ValidationError, match="another edition"):
        Presentation(slot=SlotFactory(), paper=PaperFactory()).full_clean()
