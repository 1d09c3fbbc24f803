"""Elections made up by Hypothesis, and what several tests ask of a count."""

from hypothesis import strategies as st

from awards.counting import METHODS

HIGHEST = {"approval": 1, "points": 10, "ranking": 5}


@st.composite
def elections(draw, methods=tuple(METHODS), most=6):
    """A method, candidates, and ballots that lack whatever their voter is in conflict with."""
    method = draw(st.sampled_from(methods))
    candidates = draw(st.lists(st.integers(1, 99), unique=True, max_size=most))
    values = st.integers(0, HIGHEST[method])
    ballots = st.fixed_dictionaries({}, optional=dict.fromkeys(candidates, values))
    return method, candidates, draw(st.lists(ballots, max_size=9))


def ahead_of(candidate, count):
    """Whoever stands on a better place."""
    [own] = [index for index, place in enumerate(count.places) if candidate in place]
    return {each for place in count.places[:own] for each in place}
