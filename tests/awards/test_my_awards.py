"""What winners find on their page, and what they say there."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from awards import certificates
from awards.models import Certificate, CertificateName, PrizeShare, ShareStatus
from tests.awards.honours import announced, decided, told, user_of
from tests.factories import AwardFactory, PersonFactory, SponsorFactory, UserFactory, in_a_day
from workshops.lifecycle import Move

pytestmark = pytest.mark.django_db

ANSWERS = {"accept": "details_requested", "donate": "donated", "decline": "declined"}
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
FORMS = ["my:name", *(f"my:{answer}" for answer in ANSWERS)]


def my_page(client, user):
    client.force_login(user)
    return client.get(reverse("me")).text


def put_name(client, award, name):
    return client.post(reverse("my:name", args=[award.pk]), {"name": name}, follow=True)


def say(client, award, answer, **given):
    return client.post(reverse(f"my:{answer}", args=[award.pk]), given, follow=True)


def share_of(award, position=1):
    return award.shares.get(position=position)


# -- Who knows ------------------------------------------------------------------------------------


def test_before_the_announcement_only_those_who_were_told_see_it(client):
    award = decided("Ada Person", "Ben Person")
    award.category.announce(by=None, at=in_a_day())
    told(award)
    untold = decided("Cem Person")

    assert award.category.name in my_page(client, user_of(award))
    assert "Please keep it to yourself" in my_page(client, user_of(award, 2))
    assert untold.category.name not in my_page(client, user_of(untold))
    assert award.category.name not in my_page(client, user_of(untold))


@pytest.mark.parametrize("view", FORMS)
def test_forms_of_an_award_that_one_was_not_told_of_are_as_if_there_were_none(client, view):
    award = decided("Ada Person")
    client.force_login(user_of(award))

    hidden, unknown = (client.get(reverse(view, args=[pk])) for pk in (award.pk, award.pk + 1000))

    assert hidden.status_code == unknown.status_code == 404
    assert TOKEN.sub("", hidden.text) == TOKEN.sub("", unknown.text)


@pytest.mark.parametrize("view", FORMS)
@pytest.mark.parametrize("pk", [0, 10**30])
def test_a_number_that_no_award_can_have_is_not_found(client, view, pk):
    client.force_login(user_of(announced("Ada Person")))

    assert client.get(reverse(view, args=[pk])).status_code == 404


@pytest.mark.parametrize("view", FORMS)
def test_the_award_of_somebody_else_is_not_found(client, view):
    award = announced("Ada Person")
    client.force_login(PersonFactory(user=UserFactory()).user)

    answers = [client.get(reverse(view, args=[award.pk])), client.post(reverse(view, args=[award.pk]), {"to": "Me"})]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert share_of(award).status == ShareStatus.PENDING


def test_one_author_does_not_answer_for_another(client):
    award = announced("Ada Person", "Ben Person")
    client.force_login(user_of(award, 2))

    say(client, award, "decline")

    assert [share.status for share in award.shares.all()] == ["pending", "declined"]


@pytest.mark.parametrize("view", FORMS)
def test_forms_are_for_those_who_signed_in(client, view):
    response = client.get(reverse(view, args=[1]))

    assert response.status_code == 302
    assert reverse("account_login") in response.url


# -- What is expected -----------------------------------------------------------------------------


def test_what_is_expected_stands_on_my_page_with_its_time(client):
    award = announced("Ada Person", "Ben Person", "Cem Person")
    until = award.category.answers_until

    page = my_page(client, user_of(award))

    assert "Confirm how your name stands on the certificate: <strong>Ada Person</strong>." in page
    assert "your share of <strong>$333.34</strong>" in page
    assert f"{until:%-d %B %Y, %H:%M}" in page
    assert "We never ask for bank or tax details" in page


def test_whoever_has_answered_is_asked_no_more(client):
    award = announced("Ada Person")
    client.force_login(user_of(award))
    put_name(client, award, "Ada Person")

    page = say(client, award, "accept").text

    assert "What we ask of you" not in page
    assert "accepted; the payer asks for details" in page


def test_an_award_without_a_prize_asks_for_the_name_only(client):
    page = my_page(client, user_of(announced("Ada Person", prize=None)))

    assert "Confirm how your name stands" in page
    assert "your share" not in page.lower()


def test_a_rescinded_award_is_shown_as_such_and_asks_nothing(client):
    award = announced("Ada Person")
    award.ask_to_rescind(by=UserFactory(), reason="The data was made up.")
    award.rescind(by=UserFactory())

    page = my_page(client, user_of(award))

    assert "The data was made up." in page
    assert "What we ask of you" not in page
    assert "cancelled" in page


def test_the_certificate_is_found_on_my_page_once_it_is_issued(client):
    award = announced("Ada Person")
    before = my_page(client, user_of(award))
    certificate = certificates.issue(award, by=None)

    page = my_page(client, user_of(award))

    assert "Download" not in before
    assert reverse("certificate_pdf", args=[certificate.code]) in page
    assert certificate.get_absolute_url() in page


@pytest.mark.parametrize("count", [1, 3])
def test_my_awards_cost_the_same_however_many(client, django_assert_num_queries, count):
    award = announced("Ada Person")
    person = award.winners[0][0]
    certificates.issue(award, by=None)
    for _each in range(count - 1):
        other = announced("Ben Person")
        other.paper.authorships.update(person=person)
        other.shares.update(person=person)
        certificates.issue(other, by=None)
    client.force_login(person.user)

    with django_assert_num_queries(27):
        client.get(reverse("me"))


# -- The name -------------------------------------------------------------------------------------


def test_the_name_is_prefilled_as_printed(client):
    award = announced("Ada Person")
    client.force_login(user_of(award))

    page = client.get(reverse("my:name", args=[award.pk])).text

    assert 'value="Ada Person"' in page
    assert not CertificateName.objects.exists()


def test_a_name_is_confirmed_before_the_announcement_by_whoever_was_told(client):
    award = told(decided("Ada Person", telling="embargo"))
    client.force_login(user_of(award))

    put_name(client, award, "Ada B. Person")

    assert award.certificate_names.get().name == "Ada B. Person"


def test_confirming_the_same_name_again_changes_nothing(client):
    award = announced("Ada Person")
    client.force_login(user_of(award))
    put_name(client, award, "Ada B. Person")
    first = certificates.issue(award, by=None)
    lines = CertificateName.history.count()

    page = put_name(client, award, "Ada B. Person").text

    assert "Your name on the certificate: Ada B. Person" in page
    assert Certificate.objects.get() == first
    assert CertificateName.history.count() == lines


def test_a_corrected_name_issues_the_next_version_by_itself(client):
    award = announced("Ada Person")
    first = certificates.issue(award, by=None)
    client.force_login(user_of(award))

    page = put_name(client, award, "Ada B. Person").text

    second = award.certificates.valid().get()
    first.refresh_from_db()
    assert "issued again, as version 2" in page
    assert (first.status, second.printed.names) == ("superseded", ("Ada B. Person",))
    assert second.issued_by == user_of(award)


def test_a_correction_is_possible_though_nobody_signs_any_more(client):
    award = announced("Ada Person")
    certificates.issue(award, by=None)
    award.workshop.signatories.all().delete()
    client.force_login(user_of(award))

    put_name(client, award, "Ada B. Person")

    assert [each.name for each in award.certificates.valid().get().printed.signatures] == ["Chris Chair"]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", "required"),
        ("   ", "required"),
        ("x" * 201, "at most 200"),
        ("Ada\nPerson", "on one line"),
        ("Ada\x07Person", "on one line"),
        ("Ada\u2028Person", "on one line"),
        ("Ada \u202enosreP", "on one line"),
        ("Ada \ue000", "on one line"),
        ("\u200b\u200d", "at least one letter"),
        ("เอด้า", "เอด้า"),
        ("Ada \U0001f600", "\U0001f600"),
        ("Ada DE89 3704 0044 0532 0130 00", "number of an account"),
    ],
)
def test_a_name_that_cannot_be_is_refused_beside_the_field(client, name, sentence):
    award = announced("Ada Person")
    client.force_login(user_of(award))

    response = put_name(client, award, name)

    assert response.status_code == 400
    assert sentence in response.text.partition('id="id_name_error"')[2]
    assert not CertificateName.objects.exists()


@pytest.mark.parametrize(
    "name",
    [
        "*Ada* #Person $x$ \\ <label>",
        "Nguyễn Thị Ánh",
        "Ελένη",
        "Юлия",
        "李小龍",
        "さくら",
        "김철수",
        "محمد",
        "שרה",
        "O",
    ],
)
def test_a_name_in_many_scripts_is_taken_as_it_is(client, name):
    award = announced("Ada Person")
    client.force_login(user_of(award))

    put_name(client, award, name)

    assert certificates.issue(award, by=None).printed.names == (name,)


def test_a_name_for_a_rescinded_award_is_refused_with_a_sentence(client):
    award = announced("Ada Person")
    award.ask_to_rescind(by=UserFactory(), reason="The data was made up.")
    award.rescind(by=UserFactory())
    client.force_login(user_of(award))

    page = put_name(client, award, "Ada B. Person").text

    assert "This award was rescinded." in page
    assert not CertificateName.objects.exists()


# -- The share ------------------------------------------------------------------------------------


@pytest.mark.parametrize("answer", ANSWERS)
def test_looking_changes_nothing_and_says_what_follows(client, answer):
    award = announced("Ada Person")
    award.category.fund.sponsor = SponsorFactory(name="The Sponsor")
    award.category.fund.save()
    client.force_login(user_of(award))

    page = client.get(reverse(f"my:{answer}", args=[award.pk])).text

    assert "$1,000" in page
    assert "The Sponsor" in page
    assert share_of(award).status == ShareStatus.PENDING


@pytest.mark.parametrize(("answer", "status"), ANSWERS.items())
def test_an_answer_is_kept_with_who_gave_it(client, answer, status):
    award = announced("Ada Person")
    client.force_login(user_of(award))

    say(client, award, answer, to="Reading for all")

    share = share_of(award)
    assert share.status == status
    assert share.donated_to == ("Reading for all" if answer == "donate" else "")
    assert Move.objects.about(share).get(verb=answer).by == user_of(award)


@pytest.mark.parametrize(("answer", "status"), ANSWERS.items())
def test_answering_twice_is_answering_once_and_says_how_it_stands(client, answer, status):
    award = announced("Ada Person")
    client.force_login(user_of(award))
    say(client, award, answer, to="Reading for all")

    page = say(client, award, answer, to="Somebody else").text

    share = share_of(award)
    assert f"Your share of $1,000: {share.get_status_display()}." in page
    assert (share.status, share.donated_to) == (status, "Reading for all" if answer == "donate" else "")
    assert Move.objects.about(share).filter(verb=answer).count() == 1


def test_whoever_accepted_can_still_decline(client):
    award = announced("Ada Person")
    client.force_login(user_of(award))
    say(client, award, "accept")

    say(client, award, "decline")

    assert share_of(award).status == ShareStatus.DECLINED


@pytest.mark.parametrize("status", ["ready", "declined", "donated", "unpayable", "cancelled", "returned"])
@pytest.mark.parametrize("answer", ANSWERS)
def test_what_is_settled_is_not_answered_again(client, status, answer):
    award = announced("Ada Person")
    PrizeShare.objects.update(status=status)
    client.force_login(user_of(award))

    page = say(client, award, answer, to="Reading for all").text

    assert f"Your share of $1,000: {ShareStatus(status).label}." in page
    assert share_of(award).status == status


@pytest.mark.parametrize("answer", ANSWERS)
def test_an_answer_that_comes_too_late_is_refused_with_a_sentence(client, answer):
    award = announced("Ada Person", at=timezone.now() - timedelta(days=91))
    client.force_login(user_of(award))

    page = say(client, award, answer, to="Reading for all").text

    assert "The time to answer has passed. Please write to the organizers." in page
    assert "What we ask of you" in page  # the name is still welcome
    assert share_of(award).status == ShareStatus.PENDING


def test_at_the_last_moment_an_answer_still_counts(client, time_machine):
    award = announced("Ada Person")
    time_machine.move_to(award.category.answers_until - timedelta(seconds=1), tick=False)
    client.force_login(user_of(award))

    say(client, award, "accept")

    assert share_of(award).status == ShareStatus.DETAILS_REQUESTED


@pytest.mark.parametrize("to", ["", "x" * 201, "Two\nlines", "IBAN DE89 3704 0044 0532 0130 00", "4111 1111 1111 1111"])
def test_a_donation_to_nobody_or_to_an_account_is_refused(client, to):
    award = announced("Ada Person")
    client.force_login(user_of(award))

    response = say(client, award, "donate", to=to)

    assert response.status_code == 400
    assert 'id="id_to_error"' in response.text
    assert share_of(award).status == ShareStatus.PENDING


def test_winners_who_were_told_answer_before_the_announcement(client):
    award = told(decided("Ada Person", prize=Decimal(500)))
    client.force_login(user_of(award))

    say(client, award, "accept")

    assert share_of(award).status == ShareStatus.DETAILS_REQUESTED


def test_a_donation_shows_whom_it_goes_to(client):
    award = announced("Ada Person")
    client.force_login(user_of(award))

    page = say(client, award, "donate", to="Reading <for> all").text

    assert "Reading &lt;for&gt; all" in page


def test_an_award_that_was_not_decided_is_nowhere(client):
    award = AwardFactory(paper=None, person=PersonFactory(user=UserFactory()))

    assert award.category.name not in my_page(client, award.person.user)
