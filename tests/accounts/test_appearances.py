import pytest

from accounts.appearances import known_people, places
from accounts.models import Person
from tests.factories import (
    AuthorshipFactory,
    AwardFactory,
    GrantFactory,
    PaperFactory,
    PersonFactory,
    RoleFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def test_places_are_told_by_kind_as_printed():
    role = RoleFactory(printed_name="Prof. Ada", printed_affiliation="Univ. of Care")
    author = AuthorshipFactory(person=role.person, paper__title="Twice")

    told = places([role.person], seen_by=UserFactory())[role.person.pk]

    assert [place.printed_affiliation for place in told["roles"]] == ["Univ. of Care"]
    assert [place.printed_name for place in told["authors"]] == [author.printed_name]


def test_who_appears_nowhere_has_no_places():
    person = PersonFactory()

    assert places([person], seen_by=UserFactory()) == {person.pk: {}}


def test_coauthors_are_told_in_their_order():
    paper = PaperFactory()
    names = ["Ada", "Mira", "Li"]
    authors = [
        AuthorshipFactory(paper=paper, position=position, printed_name=name) for position, name in enumerate(names)
    ]

    [place] = places([authors[1].person], seen_by=UserFactory())[authors[1].person_id]["authors"]

    assert place.company == ["Ada", "Li"]


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_the_places(django_assert_num_queries, count):
    person, user = PersonFactory(), UserFactory()
    AuthorshipFactory.create_batch(count, person=person)

    with django_assert_num_queries(len(Person.appearances) + 2):
        places([person], seen_by=user)


def test_everybody_is_known_by_all_their_names_and_affiliations():
    person = PersonFactory(name="Ada")
    person.names.create(name="Ada L.")
    GrantFactory(person=person, printed_name="A. Lovelace", printed_affiliation="Univ. of Care")
    AwardFactory(paper=None, person=person)

    [known] = [each for each in known_people() if each.pk == person.pk]

    assert set(known.names) == {"Ada", "Ada L.", "A. Lovelace"}
    assert known.affiliations == {"Univ. of Care"}


def test_authors_of_one_paper_are_company():
    paper = PaperFactory()
    one, other = (AuthorshipFactory(paper=paper).person.pk for _ in range(2))
    AuthorshipFactory()

    company = {known.pk: known.company for known in known_people()}

    assert (company[one], company[other]) == ({other}, {one})
