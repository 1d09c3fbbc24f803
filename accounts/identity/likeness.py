"""How alike two names are, and why. A common surname alone is nothing; different given names are two people."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import TextChoices
from rapidfuzz.distance import OSA

from accounts.identity.folding import romanised, words
from accounts.identity.nicknames import may_be_called

HYPHEN = r"(?<=\w)[-‐‑–−](?=\w)"
CALLED = re.compile(r"[(\"“«„]\s*([^()\"”“»]+?)\s*[)\"”»“]")
TITLES = frozenset(["prof", "professor", "dr", "mr", "mrs", "ms", "jr", "sr", "ii", "iii", "iv", "phd", "md"])
LONG_ENOUGH_TO_SLIP = 5


class Kind(TextChoices):
    """What two names, or two people, have in common; as it is stored."""

    SAME = "same"
    MARKS = "marks"
    HYPHEN = "hyphen"
    ORDER = "order"
    SCRIPT = "script"
    NICKNAME = "nickname"
    INITIAL = "initial"
    DROPPED = "dropped"
    SLIP = "slip"
    COMPANY = "company"
    AFFILIATION = "affiliation"


@dataclass(frozen=True)
class Reason:
    kind: Kind
    one: str = ""
    other: str = ""


@dataclass(frozen=True)
class Resemblance:
    """From 0 to 100. Below 60 it takes something else that both have, such as a co-author."""

    score: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Written:
    """A name taken apart: its words, joined ones too, what somebody is called in parentheses, its Latin form."""

    printed: str
    words: tuple[str, ...]
    joined: tuple[str, ...]
    called: str
    latin: tuple[str, ...]
    syllables: frozenset[str] = frozenset()  # what stands on either side of a hyphen


def likeness(one: str, other: str) -> Resemblance | None:
    return compare(written(one), written(other))


@lru_cache(maxsize=4096)
def written(name: str) -> Written:
    called = CALLED.search(name)
    bare = CALLED.sub(" ", name) if called else name
    plain = _without_titles(words(bare))
    return Written(
        printed=name,
        words=plain,
        joined=_without_titles(words(re.sub(HYPHEN, "", bare))),
        called=" ".join(romanised(called[1])) if called else "",
        latin=plain if name.isascii() else _without_titles(romanised(bare)),
        syllables=frozenset(each for word in bare.split() if re.search(HYPHEN, word) for each in romanised(word)),
    )


def _without_titles(name):
    return tuple(word for word in name if word not in TITLES) or name


def compare(one: Written, other: Written) -> Resemblance | None:
    if not (one.words and other.words):
        return None
    found = _of_one_spelling(one, other) or _of_one_nickname(one, other)
    return found or max(_of_words(one, other), key=lambda each: each.score, default=None)


def _of_one_spelling(one, other):
    """The same letters, written otherwise."""
    if one.printed == other.printed:
        return Resemblance(85, (Reason(Kind.SAME),))
    if one.words == other.words:
        return Resemblance(82, (Reason(Kind.MARKS, one.printed, other.printed),))
    if len(one.words) > 1 and len(other.words) > 1 and _letters(one.words) == _letters(other.words):
        return Resemblance(80, (Reason(Kind.HYPHEN),))
    if len(one.words) > 1 and sorted(one.words) == sorted(other.words):
        return Resemblance(70, (Reason(Kind.ORDER),))
    if (one.latin != one.words or other.latin != other.words) and _same_in_latin(one, other):
        return Resemblance(75, (Reason(Kind.SCRIPT, one.printed, other.printed),))
    return None


def _letters(name):
    return "".join(name)


def _same_in_latin(one, other):
    return sorted(one.latin) == sorted(other.latin) or _letters(one.latin) == _letters(other.latin)


def _of_one_nickname(one, other):
    """“Xuewei (Tony) Qi” is called Tony Qi, or Anthony Qi."""
    for full, short in ((one, other), (other, one)):
        of_one_family = len(short.latin) == 2 and len(full.latin) > 1 and short.latin[-1] == full.latin[-1]
        if full.called and of_one_family and _is_called(full.called, short.latin[0]):
            return Resemblance(80, (Reason(Kind.NICKNAME, full.called, short.latin[0]),))
    return None


def _is_called(one, other):
    return one == other or may_be_called(one, other)


def _of_words(one, other) -> Iterator[Resemblance]:
    """Word by word, as printed and with what hyphens join."""
    for first in dict.fromkeys((one.latin, one.joined)):
        for second in dict.fromkeys((other.latin, other.joined)):
            short, long = (first, second) if len(first) <= len(second) else (second, first)
            found = _paired(short, long, one.syllables | other.syllables)
            if found:
                yield found if short is first else Resemblance(found.score, tuple(map(_turned, found.reasons)))


def _turned(reason):
    return Reason(reason.kind, reason.other, reason.one)


def _paired(short, long, syllables):
    """Every word of the shorter name has one in the longer name, of which at most two stay alone."""
    if len(short) < 2 or len(long) - len(short) > 2:
        return None
    left = list(long)
    equal = [word for word in short if len(word) > 1 and word in left and not left.remove(word)]
    if not equal:
        return None
    reasons = []
    for word in _without(short, equal):
        partner, kind = next(_partners(word, left), (None, None))
        if partner is None:
            return None
        left.remove(partner)
        reasons.append(Reason(kind, word, partner))
    if [reason.kind for reason in reasons].count(Kind.SLIP) > 1:
        return None
    reasons += [Reason(Kind.DROPPED, "", word) for word in left]
    if not reasons:
        return Resemblance(70, (Reason(Kind.HYPHEN), Reason(Kind.ORDER)))
    return Resemblance(_score(short, long, equal, reasons, syllables), tuple(reasons))


def _without(name, taken):
    rest = list(name)
    for word in taken:
        rest.remove(word)
    return rest


def _partners(word, candidates):
    """The best kind of likeness first."""
    for other in candidates:
        if may_be_called(word, other):
            yield other, Kind.NICKNAME
    for other in candidates:
        if 1 in {len(word), len(other)} and word[0] == other[0]:
            yield other, Kind.INITIAL
    for other in candidates:
        if min(len(word), len(other)) >= LONG_ENOUGH_TO_SLIP and OSA.distance(word, other, score_cutoff=1) <= 1:
            yield other, Kind.SLIP


def _score(short, long, equal, reasons, syllables):
    """Starts from the weakest reason; every further one takes a little more, a last name that is missing most."""
    full_words = len(equal) + sum(reason.kind == Kind.NICKNAME for reason in reasons)
    weights = [_weight(reason, short, long, full_words, syllables) for reason in reasons]
    without_last = Reason(Kind.DROPPED, "", long[-1]) in reasons
    return max(min(weights) - 5 * (len(weights) - 1) - 10 * without_last, 0)


def _weight(reason, short, long, full_words, syllables):
    match reason.kind:
        case Kind.NICKNAME:
            return 80
        case Kind.DROPPED:
            return _weight_of_dropped(reason.other, full_words, syllables)
        case _ if short.index(reason.one) != long.index(reason.other):
            return 40
        case Kind.INITIAL:
            return 78 if full_words > 1 else 50
        case _:
            in_long_family_name = reason.one == short[-1] and len(reason.one) >= 7
            return 65 if full_words > 1 or in_long_family_name else 55


def _weight_of_dropped(word, full_words, syllables):
    """Min Yang, Min-Jin Yang and Min Jin Yang are three people more often than one."""
    if full_words < 2:
        return 50
    if len(word) == 1:
        return 82
    return 55 if len(word) < 4 or word in syllables else 75
