import pytest

from accounts.identity.likeness import Kind
from accounts.identity.suggestions import Known, alike


def known(pk, *names, affiliations=(), company=()):
    return Known(pk, names, frozenset(affiliations), frozenset(company))


def pairs(*people, **options):
    return [(each.one, each.other) for each in alike(people, **options)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dan Lay", "Daniel Lay"),
        ("Tony Marsh", "Anthony Marsh"),
        ("Xuan (Tony) Qian", "Anthony Qian"),
        ("Haniya Hosseini", "Sara Haniya Hosseini"),
        ("王伟", "Wei Wang"),
        ("Marsh, Ada", "Ada Marsh"),
        ("Xiao-Ming Sun", "Xiaoming Sun"),
        ("Ada Marsh", "ADA MARSH"),
    ],
)
def test_alike_names_are_proposed(one, other):
    assert pairs(known(1, one), known(2, other)) == [(1, 2)]


def test_a_common_surname_is_not_proposed():
    assert pairs(known(1, "Xian Zhou", affiliations=["A"]), known(2, "Xianyu Zhou", affiliations=["A"])) == []


def test_a_name_variant_counts_as_the_name():
    assert pairs(known(1, "Ada Byron", "Ada Lovelace"), known(2, "Ada K. Lovelace")) == [(1, 2)]


def test_what_is_weak_alone_is_proposed_with_a_coauthor():
    one, other = known(1, "A. Marsh", company=[9]), known(2, "Ada Marsh", company=[9])

    [found] = alike([one, other, known(9, "Li Sun")])

    assert pairs(known(1, "A. Marsh"), known(2, "Ada Marsh")) == []
    assert (found.one, found.other, found.company) == (1, 2, {9})


def test_a_shared_affiliation_is_told_as_printed():
    one = known(1, "Dan Lay", affiliations=["Univ. of  Care"])

    [found] = alike([one, known(2, "Daniel Lay", affiliations=["univ of care"])])

    [reason] = [each for each in found.evidence if each.kind == Kind.AFFILIATION]
    assert (reason.one, reason.other) == ("Univ. of  Care", "univ of care")


def test_two_who_stand_side_by_side_are_two():
    assert pairs(known(1, "Wei Wang", company=[2]), known(2, "Wei Wang", company=[1])) == []


def test_only_pairs_with_somebody_new_are_proposed():
    people = [known(1, "Dan Lay"), known(2, "Daniel Lay"), known(3, "DAN LAY")]

    assert pairs(*people, new={3}) == [(1, 3), (2, 3)]


def test_the_likeliest_pair_comes_first():
    people = [
        known(1, "Dan Lay"),
        known(2, "Daniel Lay"),
        known(3, "Mira Oka", company=[9]),
        known(4, "MIRA OKA", company=[9]),
    ]

    assert pairs(*people) == [(3, 4), (1, 2)]


def test_a_name_of_too_many_says_nothing_by_itself():
    crowd = [known(number, "Wei Wang") for number in range(1, 40)]
    two = [known(50, "Wei Wang", affiliations=["Care"]), known(51, "Wei Wang", affiliations=["Care"])]

    assert pairs(*crowd, *two) == [(50, 51)]
