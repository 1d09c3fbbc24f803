"""The day: sessions, slots, who speaks in them and which papers are presented."""

from config.demo.facts import clock
from papers.models import Presentation
from workshops.models import Appearance, Session, Slot


def load_programme(facts, workshop, papers, directory):
    titles = dict.fromkeys(row["session"] for row in facts["slots"] if "session" in row)
    sessions = {
        title: Session.objects.create(workshop=workshop, title=title, order=order)
        for order, title in enumerate(titles, start=1)
    }
    for row in facts["slots"]:
        slot = Slot.objects.create(
            workshop=workshop,
            session=sessions.get(row.get("session")),
            kind=row["kind"],
            title=row["title"],
            starts_at=clock(row["starts"], facts),
            ends_at=clock(row.get("ends"), facts),
            link=row.get("link", ""),
        )
        load_slot(row, slot, papers, directory)


def load_slot(row, slot, papers, directory):
    Appearance.objects.bulk_create(
        Appearance(slot=slot, person=directory.people[name], printed_name=name, order=order)
        for order, name in enumerate(row.get("people", []), start=1)
    )
    Presentation.objects.bulk_create(
        Presentation(slot=slot, paper=papers[number], order=order)
        for order, number in enumerate(row.get("papers", []), start=1)
    )
