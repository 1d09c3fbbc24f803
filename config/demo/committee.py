"""An award committee in the middle of a vote, by the verbs of the models."""

from awards.models import CommitteeMember, MemberStatus
from awards.models.ballot import cast
from awards.models.candidate import nominate


def load_committee(facts, workshop, directory):
    for row in facts.get("award_committee", []):
        CommitteeMember.objects.create(
            workshop=workshop,
            person=directory.people[row["name"]],
            seat=row["seat"],
            printed_name=row["name"],
            printed_affiliation=row["affiliation"],
            affiliation=directory.institution(row["affiliation"]),
            status=MemberStatus.ACCEPTED,
        )


def load_vote(category, numbers, facts, papers, *, by):
    """Whoever has not voted yet has answered about conflicts: a vote cannot begin without."""
    category.open(by=by)
    members = {member.printed_name: member for member in category.seated()}
    candidates = {number: category.candidates.create(paper=papers[number]) for number in numbers}
    for row in facts["nominations"]:
        nominator = members[row["by"]].person
        nominate(category, papers[row["paper"]], nominator=nominator, kind="committee", rationale=row["rationale"])
    conflicts = {row["name"]: row.get("conflicts", {}) for row in facts["award_committee"]}
    for number, candidate in candidates.items():
        candidate.shortlist(by=by)
        for name, member in members.items():
            member.answer(candidate, conflicts.get(name, {}).get(str(number), ""), by=by)
    category.start_voting(by=by)
    for row in facts["votes"]:
        values = {candidates[int(number)]: rank for number, rank in row["ranks"].items()}
        cast(category, members[row["name"]], values, by=by)
