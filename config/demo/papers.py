"""Papers with their authors, as printed, and what became of them."""

from config.demo.facts import moment
from papers.models import Authorship, Paper


def load_papers(facts, workshop, directory, *, by):
    """Returns the papers by number."""
    papers = {row["number"]: load_paper(row, facts, workshop, by=by) for row in facts["papers"]}
    load_authors(facts, papers, directory)
    return papers


def load_paper(row, facts, workshop, *, by):
    fields = {name: value for name, value in row.items() if name not in {"authors", "status", "announced"}}
    paper = Paper.objects.create(workshop=workshop, **fields)
    status = row.get("status", "accepted")
    if status == "rejected":
        paper.reject(by=by)
    elif status == "accepted":
        paper.accept(by=by)
        if row.get("announced", True):
            paper.announce(by=by, at=moment(facts["announced"]["papers"], facts))
    return paper


def load_authors(facts, papers, directory):
    made = Authorship.objects.bulk_create(
        Authorship(
            paper=papers[row["number"]],
            position=position,
            person=directory.people[name],
            printed_name=name,
            printed_affiliation=affiliation,
            is_student=[row["number"], position] in facts.get("students", []),
        )
        for row in facts["papers"]
        for position, (name, affiliation) in enumerate(row["authors"], start=1)
    )
    through = Authorship.affiliations.through
    through.objects.bulk_create(
        through(authorship=authorship, affiliation=institution)
        for authorship in made
        for institution in directory.institutions.get(authorship.printed_affiliation, [])
    )
