import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.identity.likeness import Kind, likeness
from accounts.identity.nicknames import may_be_called

NAMES = st.text(st.sampled_from("ab-. (é)J王ш"), max_size=14)


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("Ada Byron", "Ada Byron", Kind.SAME),
        ("MIRA OKAFOR", "Mira Okafor", Kind.MARKS),
        ("Jürgen Groß", "Jurgen Gross", Kind.MARKS),
        ("Ingka Rak-amno", "Ingka Rak-Amno", Kind.MARKS),
        ("Prof. Judy Hale", "Judy Hale", Kind.MARKS),
        ("Xiaoming Sun", "Xiao Ming Sun", Kind.HYPHEN),
        ("Sun Xiao-Ming", "Xiaoming Sun", Kind.HYPHEN),
        ("Okafor, Mira", "Mira Okafor", Kind.ORDER),
        ("王伟", "Wang Wei", Kind.SCRIPT),
        ("王伟", "Wei Wang", Kind.SCRIPT),
        ("Tony Marsh", "Anthony Marsh", Kind.NICKNAME),
        ("Xuan (Tony) Qian", "Anthony Qian", Kind.NICKNAME),
        ("Bob Marsh", "Rob Marsh", Kind.NICKNAME),
        ("J. Okafor", "Jaideep Okafor", Kind.INITIAL),
        ("David J Marsh", "David James Marsh", Kind.INITIAL),
        ("Jaideep Ravi Borde", "Jaideep Borde", Kind.DROPPED),
        ("Haniya Hosseini", "Sara Haniya Hosseini", Kind.DROPPED),
        ("Haniya Hosseini", "Haniya Hoseini", Kind.SLIP),
    ],
)
def test_names_are_alike_for_a_reason(one, other, kind):
    found = likeness(one, other)

    assert kind in {reason.kind for reason in found.reasons}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Xian Zhou", "Xianyu Zhou"),
        ("Yimo Li", "Yanru Li"),
        ("Li", "Wei Li"),
        ("Vasant Singh", "Sahil Singh"),
        ("Xuan (Tony) Qian", "Xianru Qian"),
        ("David J Marsh", "David K Marsh"),
        ("David James Marsh", "David Keith Marsh"),
        ("Alexander Roth", "Alexandra Roth"),
        ("Ada Byron", ""),
        ("()", "..."),
    ],
)
def test_a_common_surname_is_no_likeness(one, other):
    assert likeness(one, other) is None


@pytest.mark.parametrize(
    ("stronger", "weaker"),
    [
        (("Ana R. Ruiz", "Ana Ruiz"), ("A. Ruiz", "Ana Ruiz")),
        (("Jaideep Ravi Borde", "Jaideep Borde"), ("Min-Jin Yang", "Min Yang")),
        (("Ana Ruiz", "Ana Ruiz"), ("Ruiz Ana", "Ana Ruiz")),
        (("Maria Ana Ruiz", "Maria Ruiz"), ("Maria Ruiz Ana", "Maria Ruiz")),
    ],
)
def test_what_says_less_counts_less(stronger, weaker):
    assert likeness(*stronger).score > likeness(*weaker).score


@given(NAMES, NAMES)
def test_likeness_is_the_same_from_both_sides(one, other):
    there, back = likeness(one, other), likeness(other, one)

    assert (there and there.score) == (back and back.score)


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_two_texts_can_be_compared(one, other):
    found = likeness(one, other)

    assert found is None or (0 <= found.score <= 100 and found.reasons)


def test_two_full_names_with_one_short_form_are_two_names():
    assert may_be_called("alex", "alexander")
    assert may_be_called("alex", "alexandra")
    assert not may_be_called("christopher", "christian")
