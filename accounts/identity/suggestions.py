"""Pairs of people who may be one. Only people whose names share a word and the beginning of another are compared."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, permutations

from accounts.identity.folding import folded
from accounts.identity.likeness import Kind, Reason, Resemblance, Written, compare, written
from accounts.identity.nicknames import FULL_NAMES

ENOUGH = 60  # to be shown to somebody
BY_COMPANY, BY_AFFILIATION = 15, 10
CROWDED = 200  # so many of one family name and initial: only those with something shared are compared
NAMESAKES = 12  # a name that so many have says nothing by itself


@dataclass(frozen=True)
class Known:
    """A person with all their names, their affiliations as printed, and the keys of their co-authors."""

    pk: int
    names: tuple[str, ...]
    affiliations: frozenset[str] = frozenset()
    company: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Suggestion:
    """``one`` is the smaller key. The evidence is a list of reasons, the co-authors of both as keys in ``company``."""

    one: int
    other: int
    score: int
    evidence: tuple[Reason, ...]
    company: frozenset[int] = frozenset()


def alike(people: Iterable[Known], new: Iterable[int] | None = None) -> list[Suggestion]:
    """The likeliest pairs first, each with one of ``new`` in it (or all pairs)."""
    known = {person.pk: person for person in people}
    wanted = set(known if new is None else new)
    names = {pk: [written(name) for name in dict.fromkeys(person.names)] for pk, person in known.items()}
    found = []
    for one, other in _candidates(known, names, wanted):
        suggestion = _suggestion(known[one], known[other], _likest(names[one], names[other]))
        if suggestion:
            found.append(suggestion)
    return sorted(found, key=lambda each: (-each.score, each.one, each.other))


def _candidates(known, names, wanted) -> Iterator[tuple[int, int]]:
    blocks = _blocks(names)
    common = _common_names(blocks)
    seen = set()
    for block in blocks.values():
        for one, other in _pairs(block, wanted):
            says_little = len(block) > CROWDED or not common[one].isdisjoint(common[other])
            if (one, other) not in seen and not (says_little and not _have_something(known[one], known[other])):
                seen.add((one, other))
                yield one, other


def _common_names(blocks):
    """By person: their names that many others have as well."""
    common = defaultdict(set)
    for key, block in blocks.items():
        if isinstance(key, str) and len(block) > NAMESAKES:
            for pk in block:
                common[pk].add(key)
    return common


def _blocks(names):
    blocks = defaultdict(list)
    for pk, forms in sorted(names.items()):
        for key in {key for name in forms for key in _keys(name)}:
            blocks[key].append(pk)
    return {key: block for key, block in blocks.items() if len(block) > 1}


def _keys(name: Written) -> Iterator[Hashable]:
    """The letters of a whole name as text, and a full word with the initial of another one."""
    yield "".join(sorted(name.latin))
    yield "".join(name.latin)
    called = (name.called, name.latin[-1]) if name.called and name.latin else ()
    for form in {name.latin, name.joined, called}:
        for word, other in permutations(form, 2):
            if len(word) > 1:
                yield from ((word, initial) for initial in _initials(other))


def _initials(word):
    return {word[0], *(full[0] for full in FULL_NAMES.get(word, ()))}


def _pairs(block, wanted):
    if len(wanted) > len(block):
        return (pair for pair in combinations(block, 2) if pair[0] in wanted or pair[1] in wanted)
    new = wanted.intersection(block)
    return ((min(one, other), max(one, other)) for one in sorted(new) for other in block if one != other)


def _have_something(one, other):
    return not (one.company.isdisjoint(other.company) and one.affiliations.isdisjoint(other.affiliations))


def _likest(names, others) -> Resemblance | None:
    compared = (compare(one, other) for one in names for other in others)
    return max(filter(None, compared), key=lambda each: each.score, default=None)


def _suggestion(one, other, names: Resemblance | None) -> Suggestion | None:
    """None as well for two who stand side by side somewhere: they are two."""
    if names is None or other.pk in one.company:
        return None
    company = one.company & other.company
    affiliations = _shared_affiliations(one, other)
    score = names.score + BY_COMPANY * bool(company) + BY_AFFILIATION * bool(affiliations)
    if score < ENOUGH:
        return None
    reasons = [*names.reasons, *(Reason(Kind.AFFILIATION, *printed) for printed in affiliations)]
    return Suggestion(one.pk, other.pk, min(score, 99), tuple(reasons), company)


def _shared_affiliations(one, other):
    """As printed for both; how it is written does not matter."""
    if not (one.affiliations and other.affiliations):
        return []
    theirs = {folded(printed): printed for printed in sorted(other.affiliations)}
    return [(printed, theirs[folded(printed)]) for printed in sorted(one.affiliations) if folded(printed) in theirs]
