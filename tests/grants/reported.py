"""Funds of a sponsor with something to report, and the report as page, PDF and CSV."""

import csv
from io import StringIO

import pypdfium2
from django.utils import timezone

from awards.models import Application
from awards.pdf import render
from awards.pdf.csv import to_csv
from awards.report.report import report_on
from awards.report.scope import of_fund
from awards.report.words import in_words
from tests.factories import BenefitFactory, GrantFactory, PersonFactory, SponsorFactory, organizer_of


def sponsored(**benefit):
    """A benefit of a fund of a sponsor."""
    return BenefitFactory(fund__sponsor=SponsorFactory(name="Wisely Inc."), **{"fund__amount": 5000, **benefit})


def recipient(benefit, name="Ada Person", *, country="", stage="", **consents):
    """Who applied, if a country or a consent is given, and has a grant."""
    person = PersonFactory(name=name)
    if country or consents:
        applied(benefit, person, country=country, stage=stage, **consents)
    grant = GrantFactory(benefit=benefit, person=person, amount=benefit.usual)
    grant.give(by=None)
    return grant


def applied(benefit, person, **fields):
    """Submitted, as if the call were open."""
    application = Application.objects.create(
        programme=benefit.programme,
        person=person,
        printed_name=person.name,
        status="submitted",
        submitted_at=timezone.now(),
        **fields,
    )
    application.revisions.create(number=1, data=application.snapshot())
    return application


def report(fund, at=None, user=None):
    return report_on(of_fund(fund, user=user or organizer_of(fund.workshop), at=at or timezone.now()))


def told(fund, at=None, user=None):
    return in_words(report(fund, at, user))


def part(data, title):
    return next(each for each in data.sections if each.title == title)


def text_of(document):
    pages = pypdfium2.PdfDocument(document)
    return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in pages).split())


def everywhere(fund, client):
    """What a page, a PDF and a CSV say, each as text."""
    client.force_login(organizer_of(fund.workshop))
    page = client.get(f"/desk/awards/fund/{fund.pk}/report/").content.decode()
    data = told(fund)
    return {"page": page, "pdf": text_of(render.document(data)), "csv": to_csv(data)}


def cells(text):
    return [cell for row in csv.reader(StringIO(text.removeprefix("\ufeff"))) for cell in row]
