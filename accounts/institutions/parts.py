"""Where a printed affiliation names two institutions; it is cut only where both sides are one."""

from itertools import pairwise

from accounts.institutions.matching import begins, goes_on
from accounts.institutions.reading import INSTITUTIONS, Reading

MARKS = [",", "&a", "/+|", ";"]  # from the weakest to the strongest; the a is that of “and”


def parts(printed, index):
    """The institutions of a printed affiliation, each as it is printed there."""
    reading = Reading(printed, index)
    if not reading.words:
        return []
    if index.hits(" ".join(reading.words)):
        return [reading.printed]
    cuts = sorted({*_between_names(reading), *_at_strong_marks(reading)})
    bounds = [0, *(reading.segments[number].start for number in cuts), None]
    return [text for start, end in pairwise(bounds) if (text := _trimmed(reading.printed[start:end]))]


def _trimmed(text):
    text = text.strip(" ,;/+&|-–−").removeprefix("and ").removesuffix(" and").strip(" ,;/+&|-–−(")
    return text + ")" if text.count("(") > text.count(")") else text


def _between_names(reading):
    names = [span for span in reading.spans if _is_a_name(reading, span)]
    for one, other in pairwise(names):
        if reading.is_of_its_own(one) and {hit.number for hit in one.hits}.isdisjoint(hit.number for hit in other.hits):
            yield from _best_cut(reading, one, other)


def _is_a_name(reading, span):
    """A department is none, and an acronym in parentheses explains what stands before it."""
    if reading.is_unit(span.first, span.end) or goes_on(reading, span) or not begins(reading, span):
        return False
    return len(span) > 1 or "(" not in reading.segment_at(span.first).mark


def _best_cut(reading, one, other):
    """At the strongest mark between two names; among commas at the first one after the places."""
    between = [
        number
        for number, segment in enumerate(reading.segments)
        if one.end <= segment.first <= other.first and _strength(segment) >= 0
    ]
    strongest = max((_strength(reading.segments[number]) for number in between), default=-1)
    numbers = [number for number in between if _strength(reading.segments[number]) == strongest]
    if strongest > 0:
        return numbers[:1]
    return [number for number in numbers if number == numbers[-1] or not _is_place(reading, number)][:1]


def _strength(segment):
    return max((each for each, marks in enumerate(MARKS) if set(segment.mark) & set(marks)), default=-1)


def _is_place(reading, number):
    return reading.only_places(reading.segments[number].first, reading.segments[number].end)


def _at_strong_marks(reading):
    for number, (before, segment) in enumerate(pairwise(reading.segments), 1):
        inside = any(span.first < segment.first < span.end for span in reading.spans)
        if _strength(segment) > 1 and not inside and all(_is_one(reading, each, segment) for each in (before, segment)):
            yield number


def _is_one(reading, segment, after):
    """Known, or called an institute or the like; beside a slash, an acronym will do."""
    if any(span.touches(segment) for span in reading.spans):
        return True
    if set(reading.words[segment.first : segment.end]) & INSTITUTIONS:
        return True
    return ";" not in after.mark and segment.text.isalpha() and segment.text.isupper() and len(segment.text) > 2
