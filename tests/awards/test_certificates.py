"""Issuing certificates, and what somebody sees who holds one."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from django.urls import reverse
from PIL import Image

from awards import certificates
from awards.models import Certificate, CertificateStatus, Signatory
from awards.models.certificate import ALPHABET, as_written, new_code
from tests.awards.honours import announced, decided, edition
from tests.factories import AwardCategoryFactory, AwardFactory, PersonFactory, UserFactory, in_a_day
from workshops.lifecycle import IllegalMove, Move

pytestmark = pytest.mark.django_db


def address(certificate, view="certificate"):
    return reverse(view, args=[certificate.code])


def rescinded(award):
    award.ask_to_rescind(by=UserFactory(), reason="The data was made up.")
    award.rescind(by=UserFactory())
    return award


def picture(format_="PNG", size=(40, 20)):
    content = BytesIO()
    Image.new("RGB", size, "navy").save(content, format_)
    return content.getvalue()


def sign(workshop, content, name="signature.png"):
    signatory = workshop.signatories.get()
    signatory.signature.save(name, BytesIO(content))
    return signatory


# -- Issuing --------------------------------------------------------------------------------------


def test_it_says_what_was_won_by_whom_and_where():
    award = announced("Ada Person", "Ben Person", title=r"On $\delta$-care")

    printed = certificates.issue(award, by=None).printed

    assert printed.award == award.category.name
    assert printed.names == ("Ada Person", "Ben Person")
    assert printed.paper == "On δ-care"
    assert printed.edition == award.workshop.name
    assert printed.place_and_date == "Kigali, Rwanda, 7 to 8 May 2021"
    assert [signature.name for signature in printed.signatures] == ["Chris Chair"]


@pytest.mark.parametrize(
    ("zone", "ends_at", "said"),
    [
        ("America/Chicago", "2021-05-08T02:00Z", "7 May 2021"),
        ("Pacific/Auckland", "2021-05-08T02:00Z", "8 May 2021"),
        ("UTC", None, "7 May 2021"),
        ("UTC", "2021-05-09T12:00Z", "7 to 9 May 2021"),
        ("UTC", "2021-06-01T12:00Z", "7 May to 1 June 2021"),
        ("UTC", "2022-01-01T12:00Z", "7 May 2021 to 1 January 2022"),
    ],
)
def test_the_days_are_the_editions_own(zone, ends_at, said):
    ends_at = ends_at and datetime.fromisoformat(ends_at)
    award = announced("Ada Person")
    type(award.workshop).objects.update(time_zone=zone, ends_at=ends_at)

    printed = certificates.issue(award, by=None).printed

    assert printed.place_and_date == f"Kigali, Rwanda, {said}"


@pytest.mark.parametrize(("short_name", "host"), [("SecML at ICLR 2021", ""), ("SecML 2021", "ICLR 2021")])
def test_the_host_is_said_once(short_name, host):
    award = announced("Ada Person")
    type(award.workshop).objects.update(short_name=short_name, host_conference="ICLR 2021")

    assert certificates.issue(award, by=None).printed.host == host


def test_an_edition_without_place_and_day_says_neither():
    award = announced("Ada Person")
    type(award.workshop).objects.update(location="", starts_at=None, ends_at=None)

    assert certificates.issue(award, by=None).printed.place_and_date == ""


def test_names_are_as_their_owners_want_them_in_the_papers_order():
    award = announced("Ada Person", "Ben Person")
    ben = award.winners[1][0]
    certificates.put_name(award, ben, "Benjamin Person Jr.", by=ben.user)

    assert certificates.issue(award, by=None).printed.names == ("Ada Person", "Benjamin Person Jr.")


def test_an_award_to_a_person_names_the_person():
    category = AwardCategoryFactory(workshop=edition())
    award = AwardFactory(category=category, paper=None, person=PersonFactory(name="Ada Person"))
    award.decide(by=None)
    category.announce(by=None)

    printed = certificates.issue(award, by=None).printed

    assert (printed.names, printed.paper) == (("Ada Person",), "")


@pytest.mark.parametrize("moment", [None, in_a_day])
def test_before_the_announcement_none_is_issued(moment):
    award = decided("Ada Person")
    if moment:
        award.category.announce(by=None, at=moment())

    with pytest.raises(IllegalMove, match="once the award is announced"):
        certificates.issue(award, by=None)
    assert not Certificate.objects.exists()


def test_of_a_rescinded_award_none_is_issued():
    with pytest.raises(IllegalMove, match="once the award is announced"):
        certificates.issue(rescinded(announced("Ada Person")), by=None)


def test_without_a_signature_none_is_issued():
    award = announced("Ada Person")
    Signatory.objects.all().delete()

    with pytest.raises(IllegalMove, match="Add a signatory"):
        certificates.issue(award, by=None)


def test_a_name_that_cannot_be_printed_is_said():
    award = announced("Ada Person", "เอด้า")

    with pytest.raises(IllegalMove, match="เอด้า"):
        certificates.issue(award, by=None)
    assert not Certificate.objects.exists()


def test_who_issued_it_is_in_the_history():
    chair = UserFactory()

    certificate = certificates.issue(announced("Ada Person"), by=chair)

    assert certificate.issued_by == chair
    assert Move.objects.about(certificate).get(verb="issue").by == chair


def test_issuing_again_without_a_change_keeps_the_valid_one():
    award = announced("Ada Person")
    first = certificates.issue(award, by=None)

    assert certificates.issue(award, by=None) == first
    assert award.certificates.count() == 1


def test_issuing_again_after_a_change_supersedes_the_older_one():
    award = announced("Ada Person")
    first = certificates.issue(award, by=None)
    award.paper.authorships.update(printed_name="Ada B. Person")

    second = certificates.issue(award, by=None)

    first.refresh_from_db()
    assert (first.status, second.status) == (CertificateStatus.SUPERSEDED, CertificateStatus.ISSUED)
    assert (first.printed.names, second.printed.names) == (("Ada Person",), ("Ada B. Person",))
    assert (first.version, second.version) == (1, 2)
    assert first.code != second.code


def test_a_refused_new_version_leaves_the_older_one_valid():
    award = announced("Ada Person")
    first = certificates.issue(award, by=None)
    award.paper.authorships.update(printed_name="เอด้า")

    with pytest.raises(IllegalMove):
        certificates.issue(award, by=None)

    first.refresh_from_db()
    assert first.status == CertificateStatus.ISSUED


@pytest.mark.parametrize("format_", ["PNG", "JPEG", "WEBP"])
def test_a_signature_is_frozen_with_the_certificate(format_):
    award = announced("Ada Person")
    signatory = sign(award.workshop, picture(format_))

    certificate = certificates.issue(award, by=None)
    signatory.signature.delete()

    certificate.refresh_from_db()
    assert Image.open(BytesIO(certificate.printed.signatures[0].image)).size == (40, 20)
    assert certificate.pdf().startswith(b"%PDF")


def test_a_signature_is_no_larger_than_paper_needs():
    award = announced("Ada Person")
    sign(award.workshop, picture(size=(4000, 1000)))

    image = certificates.issue(award, by=None).printed.signatures[0].image

    assert Image.open(BytesIO(image)).size == (1200, 300)


def test_a_signature_that_is_gone_is_said():
    award = announced("Ada Person")
    signatory = sign(award.workshop, picture())
    signatory.signature.storage.delete(signatory.signature.name)

    with pytest.raises(IllegalMove, match="signature of Chris Chair"):
        certificates.issue(award, by=None)


def test_the_same_data_gives_the_same_bytes():
    certificate = certificates.issue(announced("Ada Person"), by=None)

    assert certificate.pdf() == Certificate.objects.get().pdf()


# -- The code -------------------------------------------------------------------------------------


def test_a_code_has_nothing_that_looks_like_something_else():
    assert not set("01ILOU") & set(ALPHABET)
    code = new_code()
    assert as_written(code.lower()) == code


@pytest.mark.parametrize(
    "typed", ["7kqm-2vxb-9rtd", " 7KQM 2VXB 9RTD ", "7kqm2vxb9rtd", "7KQM–2VXB—9RTD", "７KQM-2VXB-9RTD"]
)
def test_a_code_may_be_typed_as_people_type(typed):
    assert as_written(typed) == "7KQM-2VXB-9RTD"


def test_a_typed_code_leads_to_its_certificate(client):
    certificate = certificates.issue(announced("Ada Person"), by=None)

    response = client.get(reverse("certificates"), {"code": certificate.code.replace("-", " ").lower()})

    assert response.url == address(certificate)


@pytest.mark.parametrize("code", ["", "nonsense", "7KQM-2VXB-9RTD", "\x00", "A" * 5000, "<b>"])
def test_a_code_that_does_not_exist_is_said_beside_the_field(client, code):
    response = client.get(reverse("certificates"), {"code": code})

    assert response.status_code == 404
    assert 'class="error"' in response.text


# -- Whoever holds one ----------------------------------------------------------------------------


def test_a_valid_one_shows_what_it_certifies(client):
    award = announced("Ada <b>Person</b>", "Ben Person", title=r"On $\delta$-care")
    certificate = certificates.issue(award, by=None)

    page = client.get(address(certificate)).text

    assert "This certificate is valid" in page
    for text in (
        award.category.name,
        "On δ-care",
        "Ada &lt;b&gt;Person&lt;/b&gt;",
        award.workshop.name,
        certificate.code,
    ):
        assert text in page
    assert address(certificate, "certificate_pdf") in page


def test_a_superseded_one_leads_to_the_newer_and_keeps_the_old_name_to_itself(client):
    award = announced("Ada Oldname")
    first = certificates.issue(award, by=None)
    second = certificates.put_name(award, award.winners[0][0], "Ada Newname", by=None)

    page = client.get(address(first)).text

    assert "A newer version has replaced this certificate" in page
    assert address(second) in page
    assert "Oldname" not in page


def test_a_revoked_one_says_when_and_why(client):
    award = announced("Ada Person")
    certificate = certificates.issue(award, by=None)
    rescinded(award)

    page = client.get(address(certificate)).text

    assert "This certificate was revoked" in page
    assert "The data was made up." in page
    assert address(certificate, "certificate_pdf") not in page


def test_only_a_valid_one_is_printed(client):
    award = announced("Ada Person")
    first = certificates.issue(award, by=None)
    second = certificates.put_name(award, award.winners[0][0], "Ada Newname", by=None)

    printed = client.get(address(second, "certificate_pdf"))

    assert client.get(address(first, "certificate_pdf")).status_code == 404
    assert printed.content == second.pdf()
    assert printed.headers["Content-Type"] == "application/pdf"
    assert printed.headers["Content-Disposition"] == f'attachment; filename="certificate-{second.code}.pdf"'
    assert printed.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_a_revoked_one_is_printed_no_more(client):
    award = announced("Ada Person")
    certificate = certificates.issue(award, by=None)
    rescinded(award)

    assert client.get(address(certificate, "certificate_pdf")).status_code == 404


def hide_the_paper(award):
    award.paper.withdraw(by=None)


def hide_the_edition(award):
    award.workshop.unpublish(by=None)


@pytest.mark.parametrize("hide", [hide_the_paper, hide_the_edition])
@pytest.mark.parametrize("view", ["certificate", "certificate_pdf"])
def test_one_of_a_hidden_award_is_as_if_it_did_not_exist(client, hide, view):
    award = announced("Ada Person")
    certificate = certificates.issue(award, by=None)
    hide(award)

    hidden, unknown = client.get(address(certificate, view)), client.get(reverse(view, args=[new_code()]))

    assert (hidden.status_code, hidden.content) == (404, unknown.content)
    assert hidden.headers == unknown.headers


def test_the_form_knows_a_hidden_one_no_better(client):
    award = announced("Ada Person")
    certificate = certificates.issue(award, by=None)
    hide_the_edition(award)
    unknown = new_code()

    answers = [client.get(reverse("certificates"), {"code": code}) for code in (certificate.code, unknown)]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].text.replace(certificate.code, unknown) == answers[1].text


def test_search_engines_leave_certificates_alone(client):
    certificate = certificates.issue(announced("Ada Person"), by=None)

    assert '<meta name="robots" content="noindex">' in client.get(address(certificate)).text
    assert '<meta name="robots" content="noindex">' in client.get(reverse("certificates")).text
    assert client.get(address(certificate, "certificate_pdf")).headers["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("count", [1, 3])
def test_a_certificate_costs_the_same_whoever_stands_on_it(client, django_assert_num_queries, count):
    certificate = certificates.issue(announced(*(f"Author {n}" for n in range(count))), by=None)

    with django_assert_num_queries(1):
        client.get(address(certificate))


def test_the_day_it_was_issued_is_told_in_the_editions_zone(client, time_machine):
    time_machine.move_to(datetime(2026, 1, 1, 11, 30, tzinfo=UTC), tick=False)
    award = announced("Ada Person")
    type(award.workshop).objects.update(time_zone="Pacific/Auckland")

    page = client.get(address(certificates.issue(award, by=None))).text

    assert "2 January 2026" in page
