"""The index of one run: what ROR's table knows, read once per process and dump, and what is known here, read each time."""

import re
from functools import lru_cache

from accounts.institutions.folding import fold, foldings
from accounts.institutions.index import Index, Kind, Organization
from accounts.institutions.places import in_one_country
from accounts.models import Affiliation, AffiliationAlias, RorDump, RorOrganization, Spelling, SpellingState

_BRANCH = re.compile(r"(.+) \([^()]+\)")


class Directory:
    """The institutions known here upon those of ROR, and how one becomes the other."""

    def __init__(self):
        dump = RorDump.current()
        self.refusal = dump.refusal if dump else ""
        self.base = ror_index(dump.pk, dump.imported_at) if dump and not self.refusal else Index()
        self.index = Index(self.base)
        self.affiliations = Affiliation.objects.in_bulk()
        self.affiliation_of = {}  # by number
        for affiliation in sorted(self.affiliations.values(), key=lambda each: not each.ror_id):
            self._add(affiliation)
        self.numbers = {affiliation.pk: number for number, affiliation in self.affiliation_of.items()}
        for pk, name in AffiliationAlias.objects.values_list("affiliation_id", "name"):
            for folded in foldings(name):
                self.index.name(self.numbers[pk], folded, Kind.DECIDED)
        nothing = Spelling.objects.filter(state=SpellingState.NONE)
        self.nothing = set(nothing.values_list("folded", flat=True))

    def _add(self, affiliation):
        number = self._in_ror(affiliation)
        if number is None or number in self.affiliation_of:
            country = affiliation.country.code or ""
            number = self.index.add(
                Organization(affiliation.name, affiliation.ror_id, country, affiliation_pk=affiliation.pk)
            )
        for folded in foldings(affiliation.name):
            self.index.name(number, folded, Kind.KNOWN)
        self.affiliation_of[number] = affiliation

    def _in_ror(self, affiliation):
        """By its id; one without an id by its name, if that is the name of one organization there."""
        if affiliation.ror_id:
            return self.base.number_of(affiliation.ror_id)
        hits = {hit.number for hit in self.base.hits(fold(affiliation.name)) if hit.kind == Kind.NAME}
        if len(hits) != 1:
            return None
        [number] = hits
        organization = self.base.organization(number)
        here = affiliation.country.code
        return number if not here or in_one_country(organization.country, {here}) else None


@lru_cache(maxsize=1)
def ror_index(_pk, _imported_at):
    """Of the dump that is loaded. The arguments make a new one of every import."""
    index = Index()
    columns = ("name", "ror_id", "country", "city", "types", "names")
    for name, ror_id, country, city, types, names in RorOrganization.objects.values_list(*columns).iterator(5000):
        number = index.add(Organization(name, ror_id, country, fold(city) if city else "", types))
        for folded, kind in names:
            index.name(number, folded, kind)
    return index


def names_of(entry):
    """[[folded, kind]] of an entry of a dump; what a “(Country)” is put behind is a name as well."""
    named = [(folded, Kind.NAME) for folded in sorted(foldings(entry.name))]
    if branch := _BRANCH.fullmatch(entry.name):
        named.append((fold(branch[1]), Kind.BRANCH))
    for kind, names in entry.names.items():
        named += [(folded, kind) for name in names for folded in sorted(foldings(name))]
    once = {}
    for folded, kind in named:
        once.setdefault(folded, kind)
    return [[folded, str(kind)] for folded, kind in once.items()]
