"""Funds, categories with their winners, and grants, decided and announced by the verbs of the models."""

from awards.models import Award, AwardCategory, Benefit, Fund, Grant, GrantProgramme, Signatory
from config.demo.committee import load_committee, load_vote
from config.demo.facts import moment
from workshops.models import Sponsor


def load_awards(facts, workshop, papers, directory, *, by):
    load_committee(facts, workshop, directory)
    funds = {row["name"]: load_fund(row, workshop) for row in facts["funds"]}
    for order, row in enumerate(facts["categories"], start=1):
        load_category(row | {"order": order}, facts, workshop, papers, funds, by=by)
    for order, row in enumerate(facts.get("signatories", []), start=1):
        Signatory.objects.create(workshop=workshop, order=order, **row)
    if "grant_programme" in facts:
        load_grants(facts, workshop, directory, funds, by=by)
    if "grant_call" in facts:
        load_call(facts["grant_call"], facts, workshop.grant_programmes.get(), directory)


def load_fund(row, workshop):
    return Fund.objects.create(workshop=workshop, **row | {"sponsor": Sponsor.objects.get(name=row["sponsor"])})


def load_category(row, facts, workshop, papers, funds, *, by):
    rules = {name: row[name] for name in ("ballot", "eligibility", "quorum") if name in row}
    category = AwardCategory.objects.create(
        workshop=workshop,
        name=row["name"],
        description=row["description"],
        prize=row.get("prize"),
        fund=funds.get(row.get("fund")),
        order=row["order"],
        votes_until=moment(row["votes_until"], facts) if "votes_until" in row else None,
        **rules,
    )
    if "candidates" in row:
        load_vote(category, row["candidates"], facts, papers, by=by)
    if "winner" in row:
        award = Award.objects.create(category=category, paper=papers[row["winner"]], citation=row["citation"])
        award.decide(by=by)
        if row.get("announced", True):
            category.announce(by=by, at=moment(facts["announced"]["awards"], facts))


def load_grants(facts, workshop, directory, funds, *, by):
    row = facts["grant_programme"]
    programme = GrantProgramme.objects.create(workshop=workshop, name=row["name"], description=row["description"])
    benefit = Benefit.objects.create(programme=programme, fund=funds[row["fund"]])
    for recipient in facts["recipients"]:
        grant = Grant.objects.create(
            programme=programme,
            benefit=benefit,
            person=directory.people[recipient["name"]],
            printed_name=recipient["name"],
            printed_affiliation=recipient["affiliation"],
            consents_to_be_named=True,
        )
        if recipient.get("given", True):
            grant.give(by=by)
    if announced := facts["announced"].get("grant_programme"):
        programme.announce(by=by, at=moment(announced, facts))


def load_call(row, facts, programme, directory):
    """One that is open, with an application that somebody has submitted."""
    programme.opens_at, programme.closes_at = moment(row["opens"], facts), moment(row["closes"], facts)
    programme.call_text = row["text"]
    programme.save()
    for name in ("rules", "questions", "criteria"):
        for each in row[name]:
            getattr(programme, name).create(**each)
    said = {name: text for name, text in row["application"].items() if name != "name"}
    name = row["application"]["name"]
    application = programme.applications.create(person=directory.people[name], printed_name=name, **said)
    application.requests.create(benefit=programme.benefits.get(), amount=1)
    application.submit(by=None)
