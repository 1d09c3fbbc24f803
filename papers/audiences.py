"""Authors, as people to whom organizers write."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from papers import tex
from papers.models import Authorship, PaperStatus
from workshops.mailings.audiences import Member, among, audience

SAYS_PUBLIC = re.compile(r"\b(public|published|announced|online)\b", re.IGNORECASE)
PAPER = {"paper_title": gettext_lazy("the title of the paper"), "paper_number": gettext_lazy("its number")}


def _contradictions(member, words):
    paper = member.about
    if not paper.is_announced and (found := SAYS_PUBLIC.search(words)):
        yield _("The text says “%(word)s”, and paper %(number)s is not public.") % {
            "word": found[0],
            "number": paper.number,
        }


def _members(authorships, people):
    for each in among(people, authorships.select_related("paper")):
        values = {"paper_title": tex.to_text(each.paper.title), "paper_number": str(each.paper.number)}
        yield Member(each.person, each.printed_name, each.printed_affiliation, each.paper, values)


def _of(workshop, status):
    return Authorship.objects.filter(paper__workshop=workshop, paper__status=status).order_by(
        "paper__number", "position"
    )


@audience("authors", gettext_lazy("authors of accepted papers"), warnings=_contradictions, **PAPER)
def authors(workshop, people=None):
    return _members(_of(workshop, PaperStatus.ACCEPTED), people)


@audience("first_authors", gettext_lazy("first authors of accepted papers"), warnings=_contradictions, **PAPER)
def first_authors(workshop, people=None):
    return _members(_of(workshop, PaperStatus.ACCEPTED).filter(position=1), people)


@audience("presenters", gettext_lazy("who presents an accepted paper"), warnings=_contradictions, **PAPER)
def presenters(workshop, people=None):
    return _members(_of(workshop, PaperStatus.ACCEPTED).filter(is_presenter=True), people)


@audience("rejected", gettext_lazy("authors of rejected papers"), **PAPER)
def rejected(workshop, people=None):
    return _members(_of(workshop, PaperStatus.REJECTED), people)
