import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from accounts.links import label, links
from accounts.merging import merge, separate, unmerge, who_stays
from accounts.models import Answer, Likeness, Merge, Person
from awards.models import Grant, PrizeShare
from notifications import outbox
from notifications.models import IllegalMove, Message
from papers.models import Authorship
from tests.factories import (
    AuthorshipFactory,
    AwardFactory,
    GrantFactory,
    PaperFactory,
    PersonFactory,
    RoleFactory,
    SlotFactory,
    UserFactory,
    WorkshopFactory,
    organizer_of,
)
from workshops.models import Appearance

pytestmark = pytest.mark.django_db


@pytest.fixture
def site():
    """Whoever runs the site."""
    return UserFactory(is_superuser=True)


def post(to, about, address="a@example.org"):
    [message] = outbox.post([outbox.letter("news", to=address, subject="News", recipient=to, about=about)])
    return message


def test_every_key_to_a_person_is_carried_over():
    assert {label(model, field) for model, field in links()} >= {
        "accounts.merge.kept",
        "awards.award.person",
        "awards.grant.person",
        "awards.prizeshare.person",
        "papers.authorship.person",
        "workshops.appearance.person",
        "workshops.role.person",
    }


def test_who_is_kept_gets_papers_roles_grants_and_awards(site):
    kept, gone = PersonFactory(), PersonFactory()
    award = AwardFactory(paper=None, person=gone)
    rows = [AuthorshipFactory(person=gone), RoleFactory(person=gone), GrantFactory(person=gone), award]
    rows.append(PrizeShare.objects.create(award=award, person=gone, position=1, amount=5))

    merge(kept, gone, by=site)

    for row in rows:
        row.refresh_from_db()
        assert row.person == kept
    assert not Person.objects.filter(pk=gone.pk).exists()


def test_the_printed_name_stays_as_printed_and_the_name_becomes_a_variant(site):
    kept, gone = PersonFactory(name="Dan Lay"), PersonFactory(name="Daniel Lay")
    gone.names.create(name="D. Lay", note="2019")
    gone.names.create(name="Dan Lay")
    author = AuthorshipFactory(person=gone)

    merge(kept, gone, by=site)

    author.refresh_from_db()
    assert author.printed_name == "Daniel Lay"
    assert list(kept.names.values_list("name", "note")) == [("D. Lay", "2019"), ("Daniel Lay", "")]


def test_mail_still_goes_to_the_first_address_of_who_is_kept(site):
    gone = PersonFactory(email="old@example.org")
    kept = PersonFactory(email="first@example.org")

    merge(kept, gone, by=site)

    assert [each.email for each in kept.emails.all()] == ["first@example.org", "old@example.org"]


def test_what_who_is_kept_has_not_is_filled_and_the_rest_stays(site):
    kept = PersonFactory(homepage="https://kept.example")
    account = UserFactory()
    gone = PersonFactory(
        user=account, orcid="0000-0002-1825-0097", openreview_id="~Dan_Lay1", homepage="https://gone.example"
    )

    merge(kept, gone, by=site)

    kept.refresh_from_db()
    assert (kept.user, kept.orcid, kept.openreview_id) == (account, "0000-0002-1825-0097", "~Dan_Lay1")
    assert kept.homepage == "https://kept.example"


def test_letters_go_over_and_are_not_written_again(site):
    kept, gone, award = PersonFactory(), PersonFactory(), AwardFactory()
    post(gone, award)

    merge(kept, gone, by=site)

    assert Message.objects.get().recipient == outbox.key(kept)
    assert outbox.post([outbox.letter("news", to="b@example.org", subject="News", recipient=kept, about=award)]) == []


def test_a_letter_that_both_have_had_stays_twice(site):
    kept, gone, award = PersonFactory(), PersonFactory(), AwardFactory()
    post(gone, award)
    post(kept, award)

    merge(kept, gone, by=site)

    assert Message.objects.filter(recipient=outbox.key(kept)).count() == 2


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_the_rows(site, django_assert_num_queries, count):
    kept, gone = PersonFactory(), PersonFactory()
    AuthorshipFactory.create_batch(count, person=gone)

    with django_assert_num_queries(65):
        merge(kept, gone, by=site)


def on_one_paper(kept, gone):
    paper = PaperFactory(title="Twice")
    AuthorshipFactory(paper=paper, person=kept)
    AuthorshipFactory(paper=paper, person=gone)


def in_one_slot(kept, gone):
    slot = SlotFactory()
    for person in (kept, gone):
        Appearance.objects.create(slot=slot, person=person, printed_name="Twice")


def in_one_role(kept, gone):
    workshop = WorkshopFactory()
    for person in (kept, gone):
        RoleFactory(workshop=workshop, person=person)


def with_two_accounts(kept, gone):
    for person in (kept, gone):
        Person.objects.filter(pk=person.pk).update(user=UserFactory())


def with_two_orcids(kept, gone):
    Person.objects.filter(pk=kept.pk).update(orcid="0000-0002-1825-0097")
    Person.objects.filter(pk=gone.pk).update(orcid="0000-0001-5109-3700")


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (on_one_paper, "Both stand here, where one person cannot stand twice: "),
        (in_one_slot, "Both stand here, where one person cannot stand twice: "),
        (in_one_role, "Both stand here, where one person cannot stand twice: "),
        (with_two_accounts, "Both have an account. "),
        (with_two_orcids, "Each has another ORCID. "),
    ],
)
def test_what_cannot_be_one_is_refused_in_words_and_nothing_changes(site, state, sentence):
    kept, gone = PersonFactory(), PersonFactory()
    state(kept, gone)

    with pytest.raises(IllegalMove, match=sentence):
        merge(kept, gone, by=site)

    assert Person.objects.filter(pk__in=[kept.pk, gone.pk]).count() == 2
    assert not Merge.objects.exists()


def test_an_organizer_merges_people_of_their_own_editions_only():
    mine, other = WorkshopFactory(), WorkshopFactory()
    user = organizer_of(mine)
    one, two, shared = PersonFactory(), PersonFactory(), PersonFactory()
    for person, workshop in [(one, mine), (two, mine), (shared, mine), (shared, other)]:
        RoleFactory(person=person, workshop=workshop, kind="speaker" if person != two else "panelist")

    merge(one, two, by=user)

    with pytest.raises(PermissionDenied):
        merge(one, shared, by=user)


def test_nobody_but_who_runs_the_site_merges_people_who_appear_nowhere():
    mine = WorkshopFactory()
    one = RoleFactory(workshop=mine).person

    with pytest.raises(PermissionDenied):
        merge(one, PersonFactory(user=UserFactory(is_superuser=True)), by=organizer_of(mine))


def test_a_person_is_not_merged_with_somebody_who_is_gone(site):
    kept, gone = PersonFactory(), PersonFactory()
    merge(kept, gone, by=site)

    with pytest.raises(IllegalMove, match="not there any more"):
        merge(kept, Person(pk=gone.pk), by=site)


def test_history_says_who_moved_what_and_why(site):
    kept, gone = PersonFactory(), PersonFactory(name="Daniel Lay")
    author = AuthorshipFactory(person=gone)

    merge(kept, gone, by=site)

    line = author.history.first()
    assert (line.history_user, line.person_id) == (site, kept.pk)
    assert line.history_change_reason == f"was person {gone.pk}, Daniel Lay"
    assert Person.history.filter(id=gone.pk).first().history_type == "-"


def test_answers_about_who_is_gone_are_answers_about_who_is_kept(site):
    kept, gone, third, fourth = PersonFactory.create_batch(4)
    Likeness.objects.create(one=gone, other=third, answer=Answer.DIFFERENT)
    Likeness.objects.create(one=gone, other=fourth, answer=Answer.DIFFERENT)
    Likeness.objects.create(one=kept, other=third)

    merge(kept, gone, by=site)

    assert set(Likeness.objects.values_list("one", "other", "answer")) == {
        (kept.pk, third.pk, "different"),
        (kept.pk, fourth.pk, "different"),
    }


def everything():
    """All that a merge touches, as it stands in the database."""
    tables = [
        Person.objects.values_list("pk", "user", "name", "orcid", "openreview_id", "homepage", "photo"),
        Person.objects.values_list("pk", "names__name", "names__note"),
        Person.objects.values_list("pk", "emails__email"),
        Likeness.objects.values_list("one", "other", "answer", "score", "evidence__0"),
        Message.objects.values_list("pk", "recipient", "dedupe_key"),
        Merge.objects.standing().values_list("pk", "kept", "gone"),
        Authorship.objects.values_list("pk", "person"),
        Grant.objects.values_list("pk", "person"),
    ]
    return [sorted(map(repr, table)) for table in tables]


def two_people_with_everything():
    kept = PersonFactory(name="Dan Lay", email="dan@example.org")
    gone = PersonFactory(
        name="Daniel Lay", email="daniel@example.org", user=UserFactory(), orcid="0000-0002-1825-0097", photo="p.png"
    )
    gone.names.create(name="D. Lay", note="2019")
    AuthorshipFactory(person=kept)
    post(gone, AuthorshipFactory(person=gone).paper)
    GrantFactory(person=gone)
    Likeness.objects.create(one=gone, other=PersonFactory(), score=80, evidence=[{"kind": "same"}])
    Likeness.objects.create(one=kept, other=gone, score=70)
    return kept, gone


def test_an_undone_merge_leaves_all_as_it_was(site):
    kept, gone = two_people_with_everything()
    before = everything()
    done = merge(kept, gone, by=site)
    assert everything() != before

    unmerge(done, by=site)

    assert everything() == before
    done.refresh_from_db()
    assert done.undone_by == site


def test_what_went_elsewhere_after_the_merge_stays_there(site):
    kept, gone = two_people_with_everything()
    author, third = gone.authorships.get(), PersonFactory()
    done = merge(kept, gone, by=site)
    Authorship.objects.filter(pk=author.pk).update(person=third)
    kept.emails.filter(email="daniel@example.org").update(person=third)

    back = unmerge(done, by=site)

    author.refresh_from_db()
    assert author.person == third
    assert not back.emails.exists()
    assert back.grants.exists()


def test_merges_of_merges_are_undone_in_any_order(site):
    first, second, third = PersonFactory.create_batch(3)
    authors = [AuthorshipFactory(person=person) for person in (second, third)]
    inner = merge(second, third, by=site)
    outer = merge(first, second, by=site)

    inner.refresh_from_db()
    unmerge(inner, by=site)
    unmerge(outer, by=site)

    for author, person in zip(authors, (second, third), strict=True):
        author.refresh_from_db()
        assert author.person_id == person.pk


def test_undoing_twice_is_refused(site):
    done = merge(PersonFactory(), PersonFactory(), by=site)
    unmerge(done, by=site)

    with pytest.raises(IllegalMove, match="undone already"):
        unmerge(done, by=site)


def test_a_merge_is_undone_only_by_who_manages_the_person():
    edition = WorkshopFactory()
    roles = [RoleFactory(workshop=edition), RoleFactory(workshop=edition, kind="panelist")]
    done = merge(*(role.person for role in roles), by=organizer_of(edition))

    with pytest.raises(PermissionDenied):
        unmerge(done, by=organizer_of(WorkshopFactory()))


def test_not_the_same_person_makes_a_new_one_and_remembers_it():
    author = AuthorshipFactory(printed_name="Wei Wang")
    was, user = author.person, organizer_of(author.paper.workshop)

    own = separate(author, by=user)

    author.refresh_from_db()
    assert (author.person, own.name) == (own, "Wei Wang")
    assert Likeness.objects.between(own, was).get().answer == Answer.DIFFERENT


def test_rows_of_another_edition_are_not_separated():
    author = AuthorshipFactory()

    with pytest.raises(PermissionDenied):
        separate(author, by=organizer_of(WorkshopFactory()))


def test_who_has_an_account_stays_then_who_is_written_well_then_who_was_there_first():
    first, shouted, second = PersonFactory(name="Ada"), PersonFactory(name="ADA B"), PersonFactory(name="Ada C")
    claimed = PersonFactory(user=UserFactory())

    assert who_stays(first, claimed) == claimed
    assert who_stays(shouted, second) == second
    assert who_stays(second, first) == first


def test_a_pair_has_one_order():
    one, other = PersonFactory(), PersonFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        Likeness.objects.create(one=other, other=one)


def test_a_pair_stands_once():
    one, other = PersonFactory(), PersonFactory()
    Likeness.objects.create(one=one, other=other)

    with pytest.raises(IntegrityError), transaction.atomic():
        Likeness.objects.create(one=one, other=other)


def test_an_openreview_id_is_one_persons():
    PersonFactory(openreview_id="~Dan_Lay1")

    with pytest.raises(IntegrityError), transaction.atomic():
        PersonFactory(openreview_id="~Dan_Lay1")
