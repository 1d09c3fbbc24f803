"""Which organization a part of a printed affiliation means for certain, or none."""

from accounts.institutions.index import Kind
from accounts.institutions.places import country_at, in_one_country
from accounts.institutions.reading import HUMAN, INSTITUTIONS, Reading

STRENGTH = {kind: number for number, kind in enumerate(Kind)}
CAMPUSES = 3  # so many namesakes with something behind the name, in other cities, make it the name of a family


def certain(printed, index):
    """The number of the one organization that is meant, or None where a person has to say it."""
    reading = Reading(printed, index)
    spans = [span for span in reading.spans if not reading.is_unit(span.first, span.end)] or reading.spans
    meant = {number for span in spans for number in sharers(reading, span)}
    if len(meant) != 1 or _strangers(reading, spans):
        return None
    [number] = meant
    return number if all(_is_sure(reading, span, number) for span in spans) else None


def sharers(reading, span):
    """Who is called so, the main bearers of the name first; only those of the printed country and city, if any are."""
    kinds = _strongest(span.hits)
    numbers = sorted(kinds, key=lambda number: STRENGTH[kinds[number]])
    if codes := reading.countries_beside(span):
        numbers = _or_all(numbers, lambda each: in_one_country(reading.index.organization(each).country, codes))
    numbers = _or_all(numbers, lambda each: kinds[each] == Kind.DECIDED)
    if len(numbers) > 1:
        numbers = _or_all(numbers, lambda each: reading.says_city_beside(span, reading.index.organization(each).city))
    return numbers


def _strongest(hits):
    kinds = {}
    for number, kind in hits:
        if number not in kinds or STRENGTH[kind] < STRENGTH[kinds[number]]:
            kinds[number] = kind
    return kinds


def _or_all(numbers, fits):
    return [each for each in numbers if fits(each)] or numbers


def _is_sure(reading, span, number):
    kinds = {hit.kind for hit in span.hits if hit.number == number}
    if Kind.DECIDED in kinds and len(span) == len(reading.words):
        return True
    return (
        is_bounded(reading, span)
        and _is_followed_by_its_place(reading, span)
        and _is_in_its_country(reading, span, number, kinds)
        and not (kinds == {Kind.ACRONYM} and not _acronym_is_enough(reading, span, number))
        and not (not kinds & {*HUMAN, Kind.NAME} and _is_a_family(reading, span, number))
        and not _rival(reading, span, number)
    )


def _is_in_its_country(reading, span, number, kinds):
    """Or no country is printed, which is not enough for a company's branch: another one may be meant."""
    codes = reading.countries_beside(span)
    return in_one_country(reading.index.organization(number).country, codes) if codes else kinds != {Kind.BRANCH}


def _acronym_is_enough(reading, span, number):
    """Where the place agrees; or, of universities, four letters that no other one has."""
    organization = reading.index.organization(number)
    if reading.countries_beside(span) or reading.says_city_beside(span, organization.city):
        return True
    return organization.teaches and len(reading.words[span.first]) > 3


def is_bounded(reading, span):
    """Whether nothing but places and the units of an institution stand beside its name."""
    last = reading.segment_at(span.end - 1)
    return begins(reading, span) and reading.only_places(span.end, last.end) and not goes_on(reading, span)


def _is_followed_by_its_place(reading, span):
    """“University of Maryland, Baltimore County” is not the University of Maryland, whoever else is known."""
    following = reading.next_segment(reading.segment_at(span.end - 1))
    if following is None or following.goes_on:
        return True
    words = reading.words[following.first : following.end]
    initials = "".join(word[0] for word in reading.words[span.first : span.end])
    return (
        any(char.isdigit() for word in words for char in word)
        or words == [initials]
        or reading.is_unit(following.first, following.end)
        or reading.only_places(following.first, following.end)
        or any(each.touches(following) for each in reading.spans)
    )


def begins(reading, span):
    """Whether the name begins where it seems to: first in its segment, or behind a unit or a place."""
    first = reading.segment_at(span.first).first
    return span.first == first or reading.is_unit(first, span.first) or reading.only_places(first, span.first)


def goes_on(reading, span):
    """“Green Chemistry and Engineering Program” does not name Green Chemistry."""
    following = reading.next_segment(reading.segment_at(span.end - 1))
    if following is None or not following.goes_on:
        return False
    words = reading.words[following.first : following.end]
    named = any(span.touches(following) for span in reading.spans)
    return not (named or set(words) & INSTITUTIONS or reading.is_unit(following.first, following.end))


def _strangers(reading, spans):
    """Whether a segment names an institution of its own that nobody knows."""
    return any(
        set(reading.words[segment.first : segment.end]) & INSTITUTIONS
        and not reading.is_unit(segment.first, segment.end)
        and not any(span.touches(segment) for span in spans)
        for segment in reading.segments
    )


def _rarest(reading, span):
    return min(reading.words[span.first : span.end], key=lambda word: len(reading.index.holders(word)))


def _is_a_family(reading, span, number):
    """“University of California” is how the names of many begin, and a short name of the one that holds them."""
    index = reading.index
    start = " ".join(reading.words[span.first : span.end]) + " "
    cities = {
        index.organization(other).city
        for other in index.holders(_rarest(reading, span))
        if other != number and any(name.startswith(start) for name in index.names_of(other))
    }
    return len(cities - {index.organization(number).city}) >= CAMPUSES


def _rival(reading, span, number):
    """Whether another name holds this one and a city that is printed after it, as that of a campus does."""
    index = reading.index
    name = set(reading.words[span.first : span.end])
    expected = name | set(index.organization(number).city.split())
    sharing = set(index.holders(_rarest(reading, span))) - {number}
    return any(
        any(name | {word} <= set(each.split()) for each in index.names_of(other))
        for word in _cities_after(reading, span)
        if word not in expected
        for other in sharing.intersection(index.holders(word))
    )


def _cities_after(reading, span):
    for position in range(span.end, len(reading.words)):
        word = reading.words[position]
        if word.isalpha() and reading.place_at(position) and not country_at(reading.words, position)[1]:
            yield word
