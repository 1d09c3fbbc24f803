"""What was submitted, in words, from the snapshot alone."""

from decimal import Decimal
from typing import NamedTuple

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from awards.countries import name_of
from awards.models import Application, Sensitivity, Stage
from papers.models import Paper

TOLD_IN_WORDS = {
    "country": name_of,
    "stage": lambda stage: capfirst(Stage(stage).label),
    "consents_to_be_named": lambda yes: _("Yes") if yes else _("No"),
    "sponsor_may_know": lambda yes: _("Yes") if yes else _("No"),
    "paper": lambda paper: str(Paper.objects.filter(pk=paper).first() or ""),
}
FIELDS = [
    *("printed_name", "printed_affiliation", "country", "stage", "advisor", "paper", "motivation"),
    *("consents_to_be_named", "sponsor_may_know"),
]


class Line(NamedTuple):
    label: str
    text: str
    read_by: str = Sensitivity.INTERNAL

    @property
    def is_confidential(self):
        return self.read_by == Sensitivity.CONFIDENTIAL


def lines_of(revision, fields=FIELDS):
    return [*_about(revision.data, fields), *_requests(revision), *_answers(revision.data)]


def _about(data, fields):
    for name in fields:
        value = data.get(name)
        if value or isinstance(value, bool):
            label = Application._meta.get_field(name).verbose_name
            yield Line(capfirst(label), TOLD_IN_WORDS.get(name, str)(value))


def _requests(revision):
    benefits = revision.application.programme.benefits.select_related("fund").in_bulk()
    for each in revision.data["requests"]:
        if benefit := benefits.get(each["benefit"]):
            note = f" ({each['note']})" if each["note"] else ""
            yield Line(capfirst(benefit.get_kind_display()), f"{benefit.say(Decimal(each['amount']))}{note}")


def _answers(data):
    for each in data["answers"]:
        yield Line(each["question"], each["answer"], each.get("read_by", Sensitivity.CONFIDENTIAL))
