"""HotCRP's data JSON with invented submissions, as it was before and after September 2024."""

import pytest

from papers.importers import hotcrp
from papers.importers.rows import AuthorRow, Decision
from tests.papers.importers.reading import errors, file, names, sentences


def submission(**changes):
    author = {"email": "ada@example.org", "given_name": "Ada", "family_name": "van Person", "affiliation": "Tides"}
    return {"object": "paper", "pid": 7, "title": "Tides", "authors": [author], "status": "accept"} | changes


def read(*submissions):
    return hotcrp.read([file(list(submissions))])


def paper_of(**changes):
    [paper] = read(submission(**changes)).papers
    return paper


def test_a_list_and_a_single_object_are_the_same():
    single = hotcrp.read([file(submission(pid=0))])

    assert hotcrp.recognizes([file(submission())])
    assert single.papers[0].number == 0
    assert single.papers[0].source_id == "0"


@pytest.mark.parametrize(
    "author",
    [
        {"given_name": "Ada", "family_name": "van Person", "affiliation": "Tides"},
        {"first": "Ada", "last": "van Person", "affiliation": "Tides"},
    ],
)
def test_names_of_both_generations_stay_apart(author):
    assert paper_of(authors=[author]).authors == [AuthorRow("Ada van Person", "Tides", "Ada", "van Person")]


@pytest.mark.parametrize(
    "author",
    [{"family_name": "Plato"}, {"given_name": "Plato"}, {"name": "Plato"}],
)
def test_a_single_name_is_neither_given_nor_family_name(author):
    assert paper_of(authors=[author]).authors == [AuthorRow("Plato")]


def test_contacts_are_the_corresponding_authors_and_nobody_else():
    contacts = [{"email": "ada@example.org"}, {"email": "office@example.org"}]

    reading = read(submission(contacts=contacts))

    assert reading.papers[0].authors[0].is_corresponding
    assert names(reading.papers[0]) == ["Ada van Person"]
    assert "Contacts who are no authors were left out." in sentences(reading)


@pytest.mark.parametrize(
    ("changes", "decision"),
    [
        ({"status": "accept"}, Decision.ACCEPTED),
        ({"status": "accepted", "decision": "Accepted"}, Decision.ACCEPTED),
        ({"status": "submitted", "decision": "Accept as talk"}, Decision.ACCEPTED),
        ({"status": "reject"}, Decision.REJECTED),
        ({"status": "desk_reject"}, Decision.REJECTED),
        ({"status": "withdrawn", "decision": "Accepted"}, Decision.WITHDRAWN),
        ({"status": "draft"}, Decision.UNDECIDED),
        ({"status": "under review"}, Decision.UNDECIDED),
        ({"status": None, "submitted": True}, Decision.UNDECIDED),
    ],
)
def test_status_and_decision_are_read_together(changes, decision):
    assert paper_of(**changes).decision == decision


def test_a_decision_that_contradicts_the_status_is_doubted():
    reading = read(submission(status="accept", decision="Rejected"))

    assert reading.papers[0].decision == Decision.UNDECIDED
    assert "What was decided is unclear: “accept / Rejected”." in sentences(reading)


def test_the_decision_tells_the_kind():
    assert paper_of(decision="Accepted as poster").kind == "poster"


def test_a_submission_that_hotcrp_withholds_is_an_error_at_its_place():
    reading = read(submission(), {"pid": 9, "error": "You may not see submission 9"})

    assert len(reading.papers) == 1
    assert errors(reading) == [("papers.json, entry 2", "HotCRP did not give out submission 9.")]


def test_topics_tags_and_form_fields_are_named_and_dropped():
    reading = read(submission(topics=["Water"], tags=["a"], proposal_length="30 minutes", is_staff=True))

    assert "Fields that were not read: is_staff, proposal_length, tags, topics." in sentences(reading)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"authors": "Ada"}, "The authors of this submission are no list."),
        ({"authors": [{"email": "ada@example.org"}]}, "An author of this submission has no name."),
        ({"authors": [7]}, "This is no entry with named fields."),
        ({"title": ""}, "This entry has no title."),
    ],
)
def test_a_broken_submission_does_not_stop_the_others(changes, sentence):
    reading = read(submission(**changes), submission(pid=8))

    assert [paper.source_id for paper in reading.papers] == ["8"]
    assert errors(reading) == [("papers.json, entry 1", sentence)]


def test_a_site_s_own_list_with_numbers_is_not_taken_for_hotcrp():
    assert not hotcrp.recognizes([file([{"pid": 1, "title": "Tides", "authors": [{"first": "Ada", "last": "P"}]}])])
