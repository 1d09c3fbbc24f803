"""Authors, as people to whom organizers write."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from papers import tex
from papers.models import Authorship, PaperStatus
from workshops.mailings.audiences import Member, among, audience

SAYS_PUBLIC = re.compile(r"\b(public|published|announced|online)\b", re.IGNORECASE)
SAYS_ACCEPTED = re.compile(r"(?<!not )(?<!not be )\b(accepted|congratulations)\b", re.IGNORECASE)
SAYS_REJECTED = re.compile(r"\b(rejected|declined|not accepted|not be accepted)\b", re.IGNORECASE)
PAPER = {"paper_title": gettext_lazy("the title of the paper"), "paper_number": gettext_lazy("its number")}


def _of_accepted(member, words):
    if found := SAYS_REJECTED.search(words):
        yield _said(found, member.about, _("The text says “%(word)s”, and paper %(number)s is accepted."))
    if not member.about.is_announced and (found := SAYS_PUBLIC.search(words)):
        yield _said(found, member.about, _("The text says “%(word)s”, and paper %(number)s is not public."))


def _of_rejected(member, words):
    if found := SAYS_ACCEPTED.search(words):
        yield _said(found, member.about, _("The text says “%(word)s”, and paper %(number)s is rejected."))


def _said(found, paper, sentence):
    return sentence % {"word": found[0], "number": paper.number}


def _members(authorships, people):
    for each in among(people, authorships.select_related("paper").defer("paper__abstract")):
        values = {"paper_title": tex.to_text(each.paper.title), "paper_number": str(each.paper.number)}
        yield Member(each.person, each.printed_name, each.printed_affiliation, each.paper, values)


def _of(workshop, status):
    return Authorship.objects.filter(paper__workshop=workshop, paper__status=status).order_by(
        "paper__number", "position"
    )


@audience("authors", gettext_lazy("authors of accepted papers"), warnings=_of_accepted, **PAPER)
def authors(workshop, people=None):
    return _members(_of(workshop, PaperStatus.ACCEPTED), people)


@audience("first_authors", gettext_lazy("first authors of accepted papers"), warnings=_of_accepted, **PAPER)
def first_authors(workshop, people=None):
    return _members(_of(workshop, PaperStatus.ACCEPTED).filter(position=1), people)


@audience("presenters", gettext_lazy("who presents an accepted paper"), warnings=_of_accepted, **PAPER)
def presenters(workshop, people=None):
    return _members(_of(workshop, PaperStatus.ACCEPTED).filter(is_presenter=True), people)


@audience("rejected", gettext_lazy("authors of rejected papers"), warnings=_of_rejected, **PAPER)
def rejected(workshop, people=None):
    return _members(_of(workshop, PaperStatus.REJECTED), people)
