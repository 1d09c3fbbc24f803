"""Rows of which the person who brought them must learn nothing: they say the same whatever stands here, and write nothing."""

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import Person


class Withheld:
    """By the categories of the edition that concern that person, or whose winners tell who won one that does."""

    def __init__(self, context):
        user = context.brought_by
        here = context.edition.award_categories.all()
        concerning = list(here.concerning(user)) if user else []
        groups = {category.exclusive_group for category in concerning} - {""}
        telling = Q(pk__in=[category.pk for category in concerning]) | Q(exclusive_group__in=groups)
        self.categories = set(here.hidden().filter(telling).values_list("pk", flat=True)) if user else set()
        self.hidden = set(here.hidden().values_list("pk", flat=True)) if user else set()
        self.own = set(Person.objects.of(user).values_list("pk", flat=True)) if user else set()
        self.first = concerning[0] if concerning else None

    def reason(self, category, winners=frozenset()):
        """Why nothing is said of this category, or of these people winning it; or an empty sentence."""
        if category is None:
            return ""
        is_own = category.pk in self.hidden and self.own & set(winners)
        return _sentence(category) if is_own or category.pk in self.categories else ""

    def reason_for_any(self):
        """Of a row that names no category: which one is meant may depend on what it was before."""
        return _sentence(self.first) if self.first else ""


def _sentence(category):
    words = {"category": category}
    return (
        _(
            "A paper of yours can win “%(category)s”, or you are in conflict with one that can. Another organizer imports this."
        )
        % words
    )
