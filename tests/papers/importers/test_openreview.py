"""OpenReview notes with invented papers, in the three shapes of its two APIs."""

import pytest

from papers.importers import openreview
from papers.importers.rows import AuthorRow, Decision, Level
from tests.papers.importers.reading import errors, file, names, sentences

GROUP = "Care.org/2024/Workshop/Tides"


def v1(note_id="abc", **changes):
    content = {"title": "Tides", "authors": ["Ada Person"], "authorids": ["~Ada_Person1"]}
    content |= changes.pop("content", {})
    return {
        "id": note_id,
        "forum": note_id,
        "number": 3,
        "invitation": f"{GROUP}/-/Blind_Submission",
        "readers": ["everyone"],
        "content": content,
    } | changes


def v2(note_id="abc", **changes):
    content = {"title": "Tides", "authors": ["Ada Person"], "authorids": ["~Ada_Person1"], "venueid": GROUP}
    content = {name: {"value": value} for name, value in content.items()} | changes.pop("content", {})
    return {
        "id": note_id,
        "forum": note_id,
        "number": 3,
        "invitations": [f"{GROUP}/-/Submission", f"{GROUP}/-/Edit"],
        "readers": ["everyone"],
        "content": content,
    } | changes


def decision(forum="abc", says="Accept (Spotlight)", **changes):
    return {
        "id": f"decision of {forum}",
        "forum": forum,
        "replyto": forum,
        "invitations": [f"{GROUP}/Submission3/-/Decision"],
        "content": {"title": {"value": "Paper Decision"}, "decision": {"value": says}},
    } | changes


def read(content):
    return openreview.read([file(content)])


def paper_of(*notes):
    [paper] = read(list(notes)).papers
    return paper


@pytest.mark.parametrize(
    "content", [[v1()], {"notes": [v1()], "count": 1}, v1(), [{"venue": "Care", "submissions": [v1()]}]]
)
def test_a_list_an_answer_a_single_note_and_a_crawl_are_read(content):
    assert openreview.recognizes([file(content)])
    assert [paper.title for paper in read(content).papers] == ["Tides"]


def test_a_list_of_papers_from_elsewhere_is_not_recognized():
    assert not openreview.recognizes([file([{"title": "Tides", "authors": ["Ada Person"]}])])


def test_a_note_of_the_second_version_is_read_whole():
    more = {
        "pdf": "/pdf/0123.pdf",
        "abstract": "High\n\nand low",
        "venue": "Tides 2024 Oral",
        "code": "https://x.org/c",
    }

    paper = paper_of(v2(content={name: {"value": value} for name, value in more.items()}))

    assert (paper.source_id, paper.number, paper.kind, paper.decision) == ("abc", 3, "oral", Decision.ACCEPTED)
    assert paper.pdf_link == "https://openreview.net/pdf/0123.pdf"
    assert paper.forum_link == "https://openreview.net/forum?id=abc"
    assert (paper.code_link, paper.abstract, paper.private) == ("https://x.org/c", "High\n\nand low", "")


def test_an_author_without_a_profile_brings_an_address():
    paper = paper_of(
        v1(content={"authors": ["Ada Person", "Bo Other"], "authorids": ["~Ada_Person1", "bo@example.org"]})
    )

    assert paper.authors == [
        AuthorRow("Ada Person", openreview_id="~Ada_Person1"),
        AuthorRow("Bo Other", email="bo@example.org"),
    ]


@pytest.mark.parametrize(
    ("username", "openreview_id", "email"),
    [
        ("~Ada_Person1", "~Ada_Person1", ""),
        ("ada@example.org", "", "ada@example.org"),
        ("https://dblp.org/search/pid/1", "", ""),
        (None, "", ""),
    ],
)
def test_an_author_object_is_read_with_institutions(username, openreview_id, email):
    institutions = [{"name": "Tide University", "domain": "tide.example"}, {"name": "Moon Institute"}]
    author = {"fullname": "Ada Person", "username": username, "institutions": institutions}

    paper = paper_of(v2(content={"authors": {"value": [author]}, "authorids": None}))

    assert paper.authors == [
        AuthorRow("Ada Person", "Tide University; Moon Institute", email=email, openreview_id=openreview_id)
    ]


def test_ids_that_do_not_match_the_authors_are_left_out():
    reading = read([v1(content={"authors": ["Ada Person", "Bo Other"]})])

    assert [author.openreview_id for author in reading.papers[0].authors] == ["", ""]
    assert "There are not as many author ids as authors; the ids of this paper were left out." in sentences(reading)


@pytest.mark.parametrize(
    ("suffix", "expected"),
    [
        ("Rejected_Submission", Decision.REJECTED),
        ("Desk_Rejected_Submission", Decision.REJECTED),
        ("Withdrawn_Submission", Decision.WITHDRAWN),
        ("Submission", Decision.UNDECIDED),
    ],
)
def test_the_venue_id_tells_what_became_of_a_submission(suffix, expected):
    assert paper_of(v2(content={"venueid": {"value": f"{GROUP}/{suffix}"}})).decision == expected
    assert paper_of(v1(invitation=f"{GROUP}/-/{suffix}")).decision == expected


@pytest.mark.parametrize(
    "notes",
    [
        [v1(), decision(says="Accept (Spotlight)")],
        [v1(details={"replies": [decision(says="Accept (Spotlight)")]})],
        [v1(notes=[decision(says="Accept (Spotlight)")])],
        [v1(), decision(invitations=None, invitation=f"{GROUP}/-/Paper3/Acceptance_Decision")],
    ],
)
def test_a_decision_is_found_beside_the_paper_or_within(notes):
    paper = paper_of(*notes)

    assert (paper.decision, paper.kind, paper.decision_words) == (Decision.ACCEPTED, "spotlight", "Accept (Spotlight)")


def test_a_decision_that_the_venue_contradicts_is_doubted():
    reading = read([v2(), decision(says="Reject")])

    assert reading.papers[0].decision == Decision.ACCEPTED
    assert "Its decision says “Reject”, its venue says otherwise; the venue counts." in sentences(reading)


def test_a_withdrawal_counts_unless_it_was_reverted():
    withdrawal = decision(invitations=[f"{GROUP}/Submission3/-/Withdrawal"])
    reverted = decision(invitations=[f"{GROUP}/Submission3/-/Withdrawal_Reversion"])

    assert paper_of(v2(), withdrawal).decision == Decision.WITHDRAWN
    assert paper_of(v2(), withdrawal, reverted).decision == Decision.ACCEPTED


def test_a_file_without_decisions_says_so():
    reading = read([v1()])

    assert reading.papers[0].decision == Decision.UNDECIDED
    assert "This file tells no decisions; nothing counts as accepted." in sentences(reading, Level.DOUBT)


def test_words_that_are_no_decision_are_doubted():
    reading = read([v1(), decision(says="Perhaps another year")])

    assert reading.papers[0].decision == Decision.UNDECIDED
    assert "“Perhaps another year” is no decision that Laurel knows." in sentences(reading)


@pytest.mark.parametrize(
    ("note", "reason"),
    [
        (v2(readers=[f"{GROUP}/Program_Chairs"]), "Not everyone may read it on OpenReview."),
        (
            v2(content={"authors": {"value": ["Ada Person"], "readers": [GROUP]}}),
            "Its authors are hidden on OpenReview.",
        ),
        (v2(content={"title": {"value": "Tides", "readers": [GROUP]}}), "Its title is hidden on OpenReview."),
        (v1(content={"authors": ["Anonymous"]}), "Its authors are hidden on OpenReview."),
        (v1(ddate=1614556800000), "It was deleted on OpenReview."),
    ],
)
def test_what_not_everyone_may_read_is_private(note, reason):
    assert paper_of(note).private == reason


def test_a_hidden_abstract_stays_hidden():
    reading = read([v2(content={"abstract": {"value": "Secret", "readers": [GROUP]}})])

    assert reading.papers[0].abstract == ""
    assert "Not everyone may read the field “abstract”; it was left out." in sentences(reading)


def test_anonymous_is_nobody():
    assert paper_of(v1(content={"authors": ["Anonymous"], "authorids": []})).authors == []


def test_a_blind_copy_and_its_original_are_one_paper():
    copy = v1("blind", original="real", content={"authors": ["Anonymous"], "authorids": []})
    real = v1("real", readers=[GROUP], invitation=f"{GROUP}/-/Submission")

    reading = read([copy, real])

    [paper] = reading.papers
    assert (paper.source_id, names(paper)) == ("blind", ["Ada Person"])
    assert paper.private == "Its authors are hidden on OpenReview."
    assert "The original of a blind copy in this file; the copy was read." in sentences(reading, Level.IGNORED)


def test_a_broken_note_does_not_stop_the_others():
    reading = read([v1("a"), {"id": "b", "forum": "b", "content": "?", "invitation": "x"}, 7, v1("c")])

    assert [paper.source_id for paper in reading.papers] == ["a", "c"]
    assert errors(reading) == [
        ("papers.json, entry 2", "This note has no content."),
        ("papers.json, entry 3", "This is no entry with named fields."),
    ]


def test_a_paper_without_a_title_and_an_author_without_a_name_are_errors():
    reading = read([v1("a", content={"title": " "}), v1("b", content={"authors": [""]})])

    assert [sentence for _place, sentence in errors(reading)] == [
        "This entry has no title.",
        "An author of this paper has no name.",
    ]


def test_the_same_note_again_and_reviews_are_accounted_for():
    review = decision(invitations=[f"{GROUP}/Submission3/-/Official_Review"])

    reading = read([v1(), v1(), review])

    assert len(reading.papers) == 1
    assert "This submission stands in the file twice; the first was read." in sentences(reading)
    assert "One reply was searched for a decision and otherwise left out." in sentences(reading)


def test_several_venues_in_a_file_are_told():
    reading = read([v1("a"), v1("b", invitation="Else.org/2024/-/Submission")])

    assert f"This file holds papers of several venues: {GROUP}, Else.org/2024." in sentences(reading)


def test_no_sentence_holds_an_address():
    note = v1(content={"authors": ["Ada Person", "Bo"], "authorids": ["ada@example.org"], "pdf": "ada@example.org"})

    assert not [sentence for sentence in sentences(read([note])) if "@" in sentence]
