"""Of many mails those that most likely look odd."""

import unicodedata

from django.utils.translation import gettext as _


def extremes(members, things):
    """[(what is extreme, number of the mail, from 1)]; ``things``: {key of a person: for how many things they get one mail}"""
    found = {
        _("longest"): _most(members, lambda each: sum(map(len, each.values.values()))),
        _("most papers or awards"): _most(members, lambda each: things.get(each.person.pk, 0), above=1),
        _("no affiliation"): _first(members, lambda each: not each.affiliation),
        _("written from the right"): _first(members, lambda each: _from_right(each.name)),
    }
    return [(words, index + 1) for words, index in found.items() if index is not None]


def _most(members, measure, above=-1):
    index = max(range(len(members)), key=lambda n: measure(members[n]), default=None)
    return index if index is not None and measure(members[index]) > above else None


def _first(members, is_so):
    return next((index for index, member in enumerate(members) if is_so(member)), None)


def _from_right(name):
    return any(unicodedata.bidirectional(sign) in {"R", "AL"} for sign in name)
