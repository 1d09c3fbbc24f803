import pytest

from accounts.identity.identify import Because, Mention, identify


def mention(key, name="Wei Wang", **details):
    company = frozenset(details.pop("company", ()))
    return Mention(key=key, name=name, company=company, paper=details.pop("paper", key), **details)


def people(*mentions):
    """Groups of keys that are one person."""
    groups = {}
    for key, identity in identify(mentions).items():
        groups.setdefault(identity.group, set()).add(key)
    return sorted(groups.values(), key=sorted)


@pytest.mark.parametrize(
    ("shared", "because"),
    [
        ({"email": "ww@uni.example"}, Because.EMAIL),
        ({"orcid": "0000-0002-1825-0097"}, Because.ORCID),
        ({"openreview_id": "~Wei_Wang7"}, Because.OPENREVIEW),
        ({"company": ["ada byron"]}, Because.COAUTHOR),
        ({"affiliation": "University of Care"}, Because.AFFILIATION),
    ],
)
def test_something_shared_makes_two_mentions_one_person(shared, because):
    found = identify([mention(1, **shared), mention(2, "WEI  WANG", **shared)])

    assert found[1].group == found[2].group
    assert (found[1].because, found[2].because) == (Because.NEW, because)
    assert found[2].along_with == 1


def test_addresses_of_one_house_are_evidence_for_an_equal_name():
    found = identify([mention(1, email="wei@uni.example"), mention(2, email="ww@uni.example")])

    assert found[2].because == Because.DOMAIN


def test_an_equal_name_alone_is_nobody():
    assert people(mention(1), mention(2)) == [{1}, {2}]


def test_everybody_has_an_address_at_a_free_mailer():
    assert people(mention(1, email="a@gmail.com"), mention(2, email="b@gmail.com")) == [{1}, {2}]


def test_one_person_with_two_affiliations_is_known_by_a_coauthor():
    first = mention(39, "Mira Okafor", affiliation="Care University", company=["ada byron", "li sun"])
    second = mention(47, "Mira Okafor", affiliation="Other University", company=["ada byron"])

    assert people(first, second) == [{39, 47}]


def test_two_of_a_name_on_one_paper_are_two_people():
    found = people(
        mention(1, paper=5, affiliation="A"), mention(2, paper=5, affiliation="B"), mention(3, paper=6, affiliation="B")
    )

    assert found == [{1}, {2, 3}]


def test_between_two_candidates_nothing_is_decided():
    shared = {"company": ["ada byron"]}

    assert people(mention(1, paper=5, **shared), mention(2, paper=5, **shared), mention(3, paper=6, **shared)) == [
        {1},
        {2},
        {3},
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"orcid": "0000-0002-1825-0097"}, {"orcid": "0000-0001-5109-3700"}),
        ({"openreview_id": "~Wei_Wang1"}, {"openreview_id": "~Wei_Wang2"}),
        ({"person": 1}, {"person": 2}),
    ],
)
def test_contradicting_identifiers_are_stronger_than_all_evidence(one, other):
    shared = {"email": "ww@uni.example", "affiliation": "A", "company": ["ada byron"]}

    assert people(mention(1, **one, **shared), mention(2, **other, **shared)) == [{1}, {2}]


def test_a_contradiction_reaches_through_what_was_joined_before():
    found = people(
        mention(1, orcid="0000-0002-1825-0097", affiliation="A"),
        mention(2, affiliation="A", company=["ada byron"]),
        mention(3, orcid="0000-0001-5109-3700", company=["ada byron"]),
    )

    assert found == [{1}, {2, 3}]


def test_an_address_beside_clearly_different_names_is_shared():
    address = {"email": "group@uni.example"}
    lab = {"email": "vision@uni.example"}

    assert people(mention(1, "Ada Byron", **lab), mention(2, "Li Sun", **lab)) == [{1}, {2}]
    assert people(mention(1, "Ada Byron", **address), mention(2, "Ada B. Byron", **address)) == [{1}, {2}]


def test_one_address_under_several_spellings_is_one_person():
    address = {"email": "Paola.Rey@uni.example"}

    found = people(
        mention(1, "Paola Rey", **address),
        mention(2, "Paola Victoria Rey", **address),
        mention(3, "PAOLA REY", email="paola.rey@UNI.example "),
    )

    assert found == [{1, 2, 3}]


def test_an_orcid_is_one_however_it_is_printed():
    found = people(mention(1, orcid="0000-0002-1694-233x"), mention(2, orcid=" 0000-0002-1694-233X"))

    assert found == [{1, 2}]


def test_who_is_known_from_elsewhere_joins_by_identifier_only():
    elsewhere = {"person": 7, "in_edition": False, "affiliation": "A"}

    by_name = identify([mention(1, affiliation="A"), mention(2, **elsewhere)])
    by_email = identify([mention(1, email="w@uni.example"), mention(2, email="w@uni.example", **elsewhere)])

    assert by_name[1].person is None
    assert (by_email[1].person, by_email[1].because) == (7, Because.EMAIL)


def test_a_mention_of_a_row_that_exists_brings_its_person():
    found = identify(
        [
            mention("file", company=["ada byron"]),
            mention("row", person=7, company=["ada byron"]),
            mention("other row", person=7),
        ]
    )

    assert {each.person for each in found.values()} == {7}
    assert (found["file"].because, found["file"].along_with) == (Because.COAUTHOR, "row")
    assert found["row"].because == found["other row"].because == Because.KNOWN


def test_the_answer_does_not_depend_on_the_order():
    mentions = [
        mention(number, f"Name {number % 3}", email=f"e{number % 4}@uni.example", company=[f"c{number % 5}"])
        for number in range(24)
    ]

    assert people(*mentions) == people(*reversed(mentions))
