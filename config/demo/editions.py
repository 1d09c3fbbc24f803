"""An edition and what stands around its papers: dates, sponsors, pages, roles."""

from django.utils import timezone

from config.demo.facts import clock, end_of_day_aoe, moment, prose
from workshops.models import ImportantDate, Page, Role, Series, Sponsor, Sponsorship, Workshop


def load_edition(facts, directory, *, by):
    row = dict(facts["workshop"])
    del row["day"]
    workshop = Workshop.objects.create(
        series=Series.objects.create(**facts["series"]),
        starts_at=clock(row.pop("starts"), facts),
        ends_at=clock(row.pop("ends"), facts),
        overview=prose(facts, "overview"),
        **row,
    )
    load_dates(facts, workshop)
    load_sponsors(facts, workshop)
    load_roles(facts, workshop, directory)
    load_pages(facts, workshop, by=by)
    workshop.publish(by=by)
    if workshop.ends_at < timezone.now():
        workshop.archive(by=by)
    return workshop


def load_dates(facts, workshop):
    for row in facts["dates"]:
        ImportantDate.objects.create(
            workshop=workshop,
            name=row["name"],
            at=end_of_day_aoe(row["aoe"]),
            extended_from=end_of_day_aoe(row.get("was")),
        )


def load_sponsors(facts, workshop):
    for order, row in enumerate(facts["sponsors"], start=1):
        sponsor = Sponsor.objects.create(name=row["name"], link=row["link"])
        Sponsorship.objects.create(
            workshop=workshop, sponsor=sponsor, level=row.get("level", ""), thanks=row["thanks"], order=order
        )


def load_roles(facts, workshop, directory):
    for order, row in enumerate(facts["roles"], start=1):
        Role.objects.create(
            workshop=workshop,
            person=directory.people[row["name"]],
            kind=row["kind"],
            printed_name=row["name"],
            printed_affiliation=row["affiliation"],
            affiliation=directory.institution(row["affiliation"]),
            homepage=row.get("homepage", ""),
            order=order,
        )


def load_pages(facts, workshop, *, by):
    announced = facts["announced"].get("pages", facts["announced"]["papers"])
    for order, row in enumerate(facts["pages"], start=1):
        page = Page.objects.create(
            workshop=workshop, title=row["title"], slug=row["slug"], body=prose(facts, row["slug"]), order=order
        )
        if not row.get("draft"):
            page.announce(by=by, at=moment(announced, facts))
