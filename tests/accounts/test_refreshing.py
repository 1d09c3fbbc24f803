import pytest

from accounts.evidence import in_words
from accounts.identity.refreshing import refresh
from accounts.models import Answer, Likeness
from tests.factories import AuthorshipFactory, PaperFactory, PersonFactory, RoleFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def two():
    return PersonFactory(name="Dan Lay"), PersonFactory(name="Daniel Lay")


def test_new_people_are_compared_with_everybody(two):
    PersonFactory(name="Mira Oka")

    refresh([two[1].pk])

    [pair] = Likeness.objects.all()
    assert (pair.one, pair.other, pair.answer) == (*two, Answer.OPEN)
    assert in_words(pair.evidence) == ["“Dan” and “Daniel” are forms of one name."]


def test_nobody_new_means_nothing_new(two):
    refresh([])

    assert not Likeness.objects.exists()


def test_coauthors_and_affiliations_are_told(two):
    third = PersonFactory(name="Mira Oka")
    for person in two:
        paper = PaperFactory()
        AuthorshipFactory(paper=paper, person=person, printed_affiliation="Univ. of Care")
        AuthorshipFactory(paper=paper, person=third)

    refresh([two[0].pk])

    assert in_words(Likeness.objects.get().evidence)[1:] == [
        "Both are printed with “Univ. of Care”.",
        "Both wrote with Mira Oka.",
    ]


def test_two_authors_of_one_paper_are_not_compared(two):
    paper = PaperFactory()
    for person in two:
        AuthorshipFactory(paper=paper, person=person)

    refresh([person.pk for person in two])

    assert not Likeness.objects.exists()


def test_a_printed_name_counts(two):
    role = RoleFactory(person=PersonFactory(name="D. L."), printed_name="DANIEL LAY")

    refresh([role.person.pk])

    assert Likeness.objects.between(two[1], role.person).exists()


@pytest.mark.parametrize("answer", [Answer.DIFFERENT, Answer.LATER])
def test_what_was_answered_is_not_asked_again(two, answer):
    refresh([two[0].pk])
    Likeness.objects.get().give(answer, by=UserFactory())

    refresh([person.pk for person in two])

    assert Likeness.objects.get().answer == answer


def test_an_open_pair_learns_what_is_new(two):
    refresh([two[0].pk])
    for person in two:
        RoleFactory(person=person, printed_affiliation="Univ. of Care")
    before = Likeness.objects.get().score

    refresh([two[0].pk])

    assert Likeness.objects.get().score > before


def test_a_pair_goes_when_a_name_was_corrected(two):
    refresh([two[0].pk])
    two[1].name = "Mira Oka"
    two[1].save()

    refresh([two[1].pk])

    assert not Likeness.objects.exists()


def test_pairs_of_others_are_left_alone(two):
    refresh([two[0].pk])
    two[1].name = "Mira Oka"
    two[1].save()

    refresh([PersonFactory(name="Li Sun").pk])

    assert Likeness.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_the_people(django_assert_num_queries, count):
    people = [
        PersonFactory(name=name)
        for number in range(count)
        for name in (f"Dan L{'a' * number}y", f"Daniel L{'a' * number}y")
    ]

    with django_assert_num_queries(15):
        refresh([person.pk for person in people])


def test_everybody_of_whom_evidence_speaks_may_be_gone_by_now():
    assert in_words([{"kind": "company", "people": [987654]}]) == []


def test_every_kind_of_evidence_has_a_sentence():
    kinds = ["same", "marks", "hyphen", "order", "script", "nickname", "initial", "dropped", "slip", "affiliation"]

    sentences = in_words([{"kind": kind, "one": "one", "other": "Other"} for kind in kinds])

    assert len(sentences) == len(set(sentences)) == len(kinds)
