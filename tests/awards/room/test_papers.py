"""A paper as the committee reads it."""

import pytest
from django.core.files.base import ContentFile

from awards.models import AwardCategory
from papers.models import Paper
from tests.awards.room.contest import Contest
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def contest(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return Contest(client)


def paper_page(contest, member, candidate):
    return contest.get(member, "room_candidate", contest.category.pk, candidate.paper.number)


def test_the_file_of_a_paper_that_is_not_public_is_read_under_a_name_that_tells_no_author(contest):
    paper = contest.first.paper
    paper.pdf.save("Ada Person, final.pdf", ContentFile(b"%PDF-1.7 tides"))
    Paper.objects.filter(pk=paper.pk).update(announced_at=None)

    answer = contest.get(contest.member, "room_pdf", contest.category.pk, paper.number)

    assert b"".join(answer.streaming_content) == b"%PDF-1.7 tides"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{contest.edition.slug}-{paper.number}.pdf"'
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_a_paper_without_a_file_has_no_address_for_one(contest):
    answer = contest.get(contest.member, "room_pdf", contest.category.pk, contest.first.paper.number)

    assert answer.status_code == 404


@pytest.mark.parametrize(("is_blind", "linked"), [(False, True), (True, False)])
def test_a_blind_category_links_to_no_place_elsewhere(contest, is_blind, linked):
    AwardCategory.objects.update(is_blind=is_blind)
    Paper.objects.update(pdf_link="https://example.org/by-ada.pdf")

    assert ("https://example.org/by-ada.pdf" in paper_page(contest, contest.member, contest.first).text) is linked


@pytest.mark.parametrize(("kind", "named"), [("committee", True), ("reviewer", False), ("author", False)])
def test_only_the_committee_is_named_as_nominators(contest, kind, named):
    contest.first.nominations.create(nominator=PersonFactory(name="Ottoline Vasquez"), kind=kind, rationale="Read it.")

    page = paper_page(contest, contest.member, contest.first).text

    assert "Read it." in page
    assert ("Ottoline Vasquez" in page) is named


def test_the_room_of_an_edition_that_is_not_published_opens_and_leads_nowhere_closed(contest):
    type(contest.edition).objects.update(status="draft")

    page = contest.get(contest.member, "room")

    assert page.status_code == 200
    assert f'href="{contest.edition.get_absolute_url()}"' not in page.text


def test_a_comment_is_not_empty_and_has_its_time(contest):
    number = contest.first.paper.number

    empty = contest.post(contest.member, "room_candidate", contest.category.pk, number, text="  ")
    AwardCategory.objects.update(status="decided")
    late = contest.post(contest.member, "room_candidate", contest.category.pk, number, text="One more thing.")

    assert empty.status_code == 422
    assert late.status_code == 302
    assert not contest.first.comments.exists()


def test_words_of_others_are_never_markup(contest):
    contest.first.comments.create(member=contest.chair, text="<script>alert(1)</script>")

    page = paper_page(contest, contest.member, contest.first).text

    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
