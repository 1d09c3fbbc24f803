"""Which papers an export proposes for an award: told by its columns and fields, and nothing of what reviewers wrote."""

import pytest

from papers.importers import cmt, easychair, hotcrp, hotcrp_authors, objects, openreview, softconf, table
from papers.importers.candidates import award_in, says_why
from papers.importers.mapping import guess
from papers.importers.rows import CandidateRow, Level, Place
from tests.papers.importers.reading import file, sentences
from tests.papers.importers.test_easychair import AUTHORS
from tests.papers.importers.test_hotcrp import submission
from tests.papers.importers.test_hotcrp_authors import SEARCH
from tests.papers.importers.test_openreview import GROUP, v1, v2

PAPERS = "Title,Authors,{}\nTides,Ada Person,{}\n"


def proposed(reading):
    return [(row.paper_title, row.category, row.rationale) for row in reading.candidates]


def of_table(header, cells, mapping=None):
    return table.read([file(PAPERS.format(header, cells), "list.csv")], mapping)


def awards(cell, header="Award candidate"):
    return [row.category for row in of_table(header, f'"{cell}"').candidates]


@pytest.mark.parametrize(
    ("header", "award"),
    [
        ("Award candidate", ""),
        ("Award Candidate?", ""),
        ("is_award_candidate", ""),
        ("Paper award nomination", ""),
        ("Nominated", ""),
        ("Nominated for", ""),
        ("Shortlisted for an award", ""),
        ("best_paper_ae", ""),
        ("Best paper candidate", "best paper"),
        ("BestPaperCandidate", "best paper"),
        ("bestpapercandidate", "bestpaper"),
        ("best-student-paper nominee", "best student paper"),
        ("Nominated for the Best Poster Award", "best poster award"),
        ("Outstanding paper finalist", "outstanding paper"),
    ],
)
def test_a_header_tells_that_its_column_holds_candidates_and_of_which_award(header, award):
    assert award_in(header) == award


@pytest.mark.parametrize(
    "header",
    [
        "Award",
        "Best paper award",
        "Candidate",
        "Nominated by",
        "Award nominator",
        "Best paper nominations by reviewers",
        "Reviewer's award candidate",
        "Recommended for award nomination",
        "Eligible for best paper nomination",
        "Do you want to be a candidate for the best paper award",
        "Q7 (Best paper candidate)",
        "best_paper",
        "Reason for nomination",
        "Title",
    ],
)
def test_what_is_won_asked_or_said_by_reviewers_is_no_column_of_candidates(header):
    assert award_in(header) is None


@pytest.mark.parametrize(
    ("header", "says"),
    [
        ("Nomination rationale", True),
        ("reason_for_nomination", True),
        ("Award justification", True),
        ("Best paper justification", False),
        ("Reviewer's justification of the award", False),
        ("Rationale", False),
        ("Award comments", False),
    ],
)
def test_only_a_column_that_says_so_tells_why(header, says):
    assert says_why(header) is says


@pytest.mark.parametrize("cell", ["yes", "Y", "TRUE", "1", "x", "✓", "3"])
def test_a_yes_means_the_award_of_the_header(cell):
    assert awards(cell) == [""]
    assert awards(cell, "Best poster candidate") == ["best poster"]


@pytest.mark.parametrize("cell", ["", "no", "N", "False", "0", "-", "none", "n/a"])
def test_a_no_is_no_candidate(cell):
    assert awards(cell) == []


def test_a_text_names_one_award_or_several():
    assert awards("Best Paper Award") == ["Best Paper Award"]
    assert awards("Best Paper; Best Student Paper|best paper") == ["Best Paper", "Best Student Paper"]


def test_a_comment_in_the_column_is_not_kept_and_its_place_is_said():
    reading = of_table(
        "Award candidate", "Rex Referee found that this is the most careful study of tides in many years"
    )

    assert reading.candidates == []
    assert [(str(note.place), note.sentence) for note in reading.notes] == [
        (
            "list.csv, line 2, Award candidate",
            "This is neither yes nor no nor the name of an award; it was not kept.",
        )
    ]


def test_a_table_tells_its_candidates_with_their_place_and_why():
    header = "Best paper candidate,Best poster candidate,Reason for nomination"

    reading = of_table(header, "x,x,Asks what nobody asked.")

    assert reading.candidates == [
        CandidateRow(Place("list.csv", 2, column), "", "Tides", award, "Asks what nobody asked.")
        for column, award in [("Best paper candidate", "best paper"), ("Best poster candidate", "best poster")]
    ]


def test_an_address_within_a_reason_stays_at_home():
    [row] = of_table("Award candidate,Nomination rationale", "x,Ask ada@a.example").candidates

    assert row.rationale == "Ask …"


def test_a_column_chosen_by_hand_is_the_only_one_that_counts():
    mapping = guess(["Title", "Authors", "Gold", "Best paper candidate"])
    mapping.candidate = 2

    assert proposed(of_table("Gold,Best paper candidate", "yes,yes", mapping)) == [("Tides", "", "")]


def test_a_column_of_candidates_is_guessed_for_the_hand():
    mapping = guess(["Title", "Authors", "Reason for nomination", "Best paper candidate"])

    assert (mapping.candidate, mapping.rationale) == (3, 2)


def test_no_column_chosen_by_hand_is_no_candidate():
    mapping = guess(["Title", "Authors", "Award candidate"])
    mapping.candidate = None

    assert of_table("Award candidate", "yes", mapping).candidates == []


def test_a_paper_with_an_author_in_each_row_is_proposed_once():
    rows = "Paper ID,Title,Family name,Award candidate\n7,Tides,Person,yes\n7,Tides,Mensch,yes\n"

    reading = table.read([file(rows, "list.csv")])

    assert [(row.paper_source_id, row.paper_title) for row in reading.candidates] == [("7", "Tides")]


@pytest.mark.parametrize(
    ("reader", "content"),
    [
        (cmt, "Paper ID,Paper Title,Author Names,Award candidate\n7,Tides,Ada Person,yes\n"),
        (softconf, "Submission ID,Title,Authors,Acceptance Status,Award candidate\n7,Tides,Ada Person,Accept,yes\n"),
        (easychair, "#,title,authors,decision,award candidate\n7,Tides,Ada Person,accept,yes\n"),
        (hotcrp_authors, "paper,title,first,last,email,affiliation,Award candidate\n7,Tides,A,Person,,U,yes\n"),
        (hotcrp_authors, "ID,Title,Authors,Status,Tags\n7,Tides,Ada Person,Accepted,#fine#1 #~~award-candidate\n"),
    ],
)
def test_the_tables_of_each_system_may_have_such_a_column(reader, content):
    reading = reader.read([file(content, "papers.csv")])

    assert [(row.paper_source_id, row.paper_title, row.category) for row in reading.candidates] == [("7", "Tides", "")]


@pytest.mark.parametrize("reader_and_content", [(easychair, AUTHORS), (hotcrp_authors, SEARCH)])
def test_files_without_such_a_column_propose_nobody(reader_and_content):
    reader, content = reader_and_content

    assert reader.read([file(content, "papers.csv")]).candidates == []


def test_a_table_of_reviews_proposes_nobody():
    header = "Paper ID,Paper Title,Author Names,Reviewer Name,Award candidate,Nomination rationale"

    reading = cmt.read([file(f"{header}\n7,Tides,Ada Person,Rex Referee,yes,Rex likes it\n", "Reviews.csv")])

    assert [paper.title for paper in reading.papers] == ["Tides"]
    assert reading.candidates == []


@pytest.mark.parametrize(
    "field", [{"award_candidate": True}, {"award_candidate": "yes"}, {"tags": ["award_candidate#0"]}]
)
@pytest.mark.parametrize("tags", [[], [{"tag": "fine", "value": 1}]])
def test_fields_and_tags_of_hotcrp_propose(field, tags):
    reading = hotcrp.read([file([submission(**{"tags": tags} | field)])])

    assert proposed(reading) == [("Tides", "", "")]


def test_a_tag_of_a_reviewer_proposes_nobody():
    tags = [{"tag": "~award_candidate", "value": 1}, {"tag": "12~award_candidate", "value": 1}]

    assert hotcrp.read([file([submission(tags=tags)])]).candidates == []


def test_a_list_of_objects_proposes_by_its_fields_and_leaves_none_of_them_unread():
    paper = {"title": "Tides", "authors": ["Ada Person"], "Best Poster Candidate": True, "nomination_reason": "New."}

    reading = objects.read([file([paper])])

    assert proposed(reading) == [("Tides", "best poster", "New.")]
    assert str(reading.candidates[0].place) == "papers.json, entry 1, Best Poster Candidate"
    assert sentences(reading, Level.IGNORED) == []


def reply(invitation, **content):
    wrapped = {name: {"value": value} for name, value in content.items()}
    return {"id": invitation, "forum": "abc", "replyto": "abc", "invitations": [invitation], "content": wrapped}


@pytest.mark.parametrize("name", ["Decision", "Meta_Review", "Meta_Review1/-/Final_Revision"])
def test_a_decision_or_a_meta_review_of_openreview_proposes(name):
    note = reply(f"{GROUP}/Submission3/-/Meta_Review", award_candidate="Yes", metareview="Rex likes it.")
    note["invitations"].append(f"{GROUP}/Submission3/{name}")

    reading = openreview.read([file([v2(), note])])

    assert proposed(reading) == [("Tides", "", "")]
    assert reading.candidates[0].paper_source_id == "abc"


def test_a_submission_of_openreview_may_propose_itself():
    content = {"award_nomination": ["Best Paper", "Best Poster"]}

    assert [award for _title, award, _why in proposed(openreview.read([file([v1(content=content)])]))] == [
        "Best Paper",
        "Best Poster",
    ]


def test_reviews_of_openreview_are_not_looked_into():
    review = reply(f"{GROUP}/Submission3/-/Official_Review", award_candidate="Yes", best_paper="Yes")

    assert openreview.read([file([v2(), review])]).candidates == []


def test_why_a_meta_review_proposes_is_review_text_and_stays_out():
    note = reply(f"{GROUP}/Submission3/-/Meta_Review", best_paper_ae="Yes", award_justification="Rex likes it.")

    assert proposed(openreview.read([file([v2(), note])])) == [("Tides", "", "")]


def test_two_replies_that_agree_propose_once():
    notes = [reply(f"{GROUP}/Submission3/-/{name}", award_candidate="Yes") for name in ("Decision", "Meta_Review")]

    assert len(openreview.read([file([v2(), *notes])]).candidates) == 1
