"""Whom a part of a printed affiliation may mean, the likeliest first, for a person to choose from."""

import re
from collections import Counter
from dataclasses import dataclass, replace
from math import log
from typing import Any

from django.utils.translation import gettext_lazy as _
from rapidfuzz import fuzz

from accounts.institutions.matching import is_bounded, sharers
from accounts.institutions.places import country_at, in_one_country
from accounts.institutions.reading import Reading, Span

RARE_WORDS = 8  # so many of its rarest words find organizations to compare with
HELD_BY = 2500  # but none that so many have
COMPARED = 120
MISSPELLED = 2  # words of a text that are looked up with their misspellings

NAMED = _("named in it")
SHARED = _("one of several of this name")
ACRONYM = _("its acronym is in it")
ALIKE = _("a similar name")


@dataclass(frozen=True)
class Guess:
    number: int
    score: float  # up to 100
    because: Any


def candidates(printed, index, limit=3, known_here=()):
    """Among equals, the ones in ``known_here`` come first."""
    reading = Reading(printed, index)
    best = {}
    for guess in [*_named(reading), *_by_acronym(reading), *_alike(reading)]:
        first = best.setdefault(guess.number, guess)  # whose reason says most
        best[guess.number] = replace(first, score=max(first.score, guess.score))
    return sorted(best.values(), key=lambda guess: (-guess.score, guess.number not in known_here))[:limit]


def _named(reading):
    for span in reading.spans:
        numbers = sharers(reading, span)
        score = 90 + min(9, len(span)) if is_bounded(reading, span) else 80
        codes = reading.countries_beside(span)
        for number in numbers:
            elsewhere = codes and not in_one_country(reading.index.organization(number).country, codes)
            penalty = 40 if elsewhere else 15 if len(numbers) > 1 else 0
            yield Guess(number, score - penalty, SHARED if len(numbers) > 1 else NAMED)


def _by_acronym(reading):
    for capitals in re.findall(r"\b[A-Z]{3,}\b", reading.printed):
        word = capitals.lower()
        hits = reading.index.hits(word)
        position = reading.words.index(word) if word in reading.words else None
        if position is None or not hits or reading.place_at(position):
            continue
        numbers = sharers(reading, Span(position, position + 1, hits))
        for number in numbers:
            yield Guess(number, 88 if len(numbers) == 1 else 70, ACRONYM)


def _alike(reading):
    words = _words(reading)
    weights = {word: _weight(reading.index, word) for word in words}
    codes = {code for position in range(len(reading.words)) for code in country_at(reading.words, position)[0]}
    text = f" {' '.join(reading.words)} "
    for number in _with_rare_words(reading, weights):
        organization = reading.index.organization(number)
        score = max(_likeness(reading, words, name) for name in reading.index.names_of(number))
        if codes and organization.country:
            score += 4 if in_one_country(organization.country, codes) else -12
        if organization.city and f" {organization.city} " in text:
            score += 6
        yield Guess(number, min(score * 0.85, 89), ALIKE)


def _words(reading):
    """Those that stand in names, and for the longest of the others what they may be a misspelling of."""
    index = reading.index
    words = {word for word in reading.words if index.holders(word)}
    unknown = [word for word in reading.words if word not in words and word.isalpha() and len(word) > 4]
    longest = sorted(unknown, key=len, reverse=True)[:MISSPELLED]
    return words.union(*(index.words_like(word) for word in longest))


def _weight(index, word):
    return log(len(index) / max(1, len(index.holders(word)))) + 0.1


def _with_rare_words(reading, weights):
    votes = Counter()
    for taken, word in enumerate(sorted(weights, key=weights.get, reverse=True)[:RARE_WORDS]):
        holders = reading.index.holders(word)
        if taken and len(holders) > HELD_BY:
            break
        for number in holders:
            votes[number] += weights[word]
    return [number for number, _votes in votes.most_common(COMPARED)]


def _likeness(reading, words, name):
    """How much of a name is printed, its rare words counting more, and how like it a segment is."""
    weights = {word: _weight(reading.index, word) for word in name.split()}
    printed = sum(weight for word, weight in weights.items() if word in words)
    texts = (" ".join(reading.words[each.first : each.end]) for each in reading.segments)
    alike = max(fuzz.ratio(name, text) for text in texts)
    return 60 * printed / sum(weights.values()) + 0.3 * alike + 10 * min(1, len(weights) / 4)
