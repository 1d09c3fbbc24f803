"""The format ``laurel-awards/1``, as docs/record.md and its schema promise it."""

import json
import re
from datetime import date

import pytest
from jsonschema import Draft202012Validator

from awards.record.json import to_json
from config.demo import facts
from config.demo.load import load
from tests.awards.season import ORCID, rescinded_by_night
from tests.environment import PROJECT
from tests.factories import WorkshopFactory
from workshops.models import Workshop

pytestmark = pytest.mark.django_db

SCHEMA = json.loads((PROJECT / "docs" / "laurel-awards-1.schema.json").read_text())


def mistakes(said):
    return [error.message for error in Draft202012Validator(SCHEMA).iter_errors(said)]


def category(answer, name):
    (found,) = [each for each in answer.json()["categories"] if each["name"] == name]
    return found


def test_the_json_keeps_to_its_schema(here, read):
    assert mistakes(read("json").json()) == []


def test_the_schema_is_a_schema_and_refuses_what_it_does_not_know(here, read):
    said = read("json").json()
    said["categories"][0]["tally"] = {"1": 2}
    del said["categories"][1]["prize"]

    Draft202012Validator.check_schema(SCHEMA)
    assert len(mistakes(said)) == 2


def test_the_json_of_an_edition_without_awards_keeps_to_its_schema():
    said = json.loads(to_json(WorkshopFactory()))

    assert mistakes(said) == []
    assert (said["categories"], said["committee"], said["grants"]) == ([], [], [])


def test_every_field_of_the_schema_is_documented():
    documented = set(re.findall(r"`([a-z_]+)(?:\[\])?`", (PROJECT / "docs" / "record.md").read_text()))
    fields = {name for part in [SCHEMA, *SCHEMA["$defs"].values()] for name in fields_of(part)}

    assert fields - documented == set()


def fields_of(part):
    for name, field in part.get("properties", {}).items():
        yield name
        yield from fields_of(field)
        yield from fields_of(field.get("items", {}))


def test_the_json_says_who_won_and_why(here, read):
    said = category(read("json"), "Best paper")

    first, second = said["awards"]
    assert first["paper"]["title"] == "Bounds of O(n2) & <b>more</b>"
    assert first["paper"]["title_tex"] == "Bounds of $O(n^2)$ & <b>more</b>"
    assert [(each["name"], each["affiliation"], each["orcid"]) for each in first["paper"]["authors"]] == [
        ("Ada Person", "Moon", ORCID),
        ("B. 乙", "Œuvre & Fils", ""),
    ]
    assert first["paper"]["pdf"] == "https://papers.example.org/1.pdf"
    assert (first["citation"], first["tie"]) == ("Number 1\nwins.", {"reason": "As many votes."})
    assert second["paper"]["number"] == 2


def test_the_json_says_what_it_was_worth_and_how_it_was_decided(here, read):
    said = category(read("json"), "Best paper")

    assert said["prize"] == {"amount": "1000.00", "currency": "USD", "if_tied": "split", "paid_by": "Generous"}
    assert said["vote"] == {"ballot": "approval", "nominators": ["committee"], "voters": 2}
    assert category(read("json"), "Best reviewer")["vote"] is None


def test_what_was_taken_back_or_not_given_is_no_award(here, read):
    poster, student = category(read("json"), "Best poster"), category(read("json"), "Best student paper")

    assert poster["awards"] == student["awards"] == []
    (rescinded,) = poster["rescinded"]
    assert (rescinded["paper"]["number"], rescinded["reason"]) == (3, "The data was made up.")
    assert student["no_award"] == {"reason": "No student sent a paper."}


def test_moments_are_in_utc_and_days_those_of_the_place():
    said = json.loads(to_json(rescinded_by_night()))

    (category,) = said["categories"]
    assert (said["edition"]["date"], category["rescinded"][0]["date"]) == ("2021-05-07", "2021-05-07")
    assert category["announced_at"] == "2021-05-08T06:30:00+00:00"


def test_the_json_thanks_the_committee_and_names_who_agreed_to_it(here, read):
    said = read("json").json()

    assert [member["seat"] for member in said["committee"]] == ["chair", "member"]
    (programme,) = said["grants"]
    assert [(each["name"], each["affiliation"]) for each in programme["recipients"]] == [("Gil Named", "Sea")]
    assert programme["unnamed"] == 1
    assert "Ola Quiet" not in read("json").text


def test_the_real_edition_of_the_demo_yields_its_two_awards_with_all_authors(client):
    load()
    real = facts.read("iclr2021", date(2026, 11, 22))
    authors = {paper["number"]: paper["authors"] for paper in real["papers"]}

    said = json.loads(to_json(Workshop.objects.get(slug="aml-iclr2021")))

    assert mistakes(said) == []
    assert [
        (each["name"], [[author["name"], author["affiliation"]] for author in given["paper"]["authors"]])
        for each in said["categories"]
        for given in each["awards"]
    ] == [(row["name"], authors[row["winner"]]) for row in real["categories"]]
    assert len(said["grants"][0]["recipients"]) == 25
