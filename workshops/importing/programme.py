"""The programme of a site: slots in their sessions, and who speaks in them."""

from collections import Counter

from django.utils.translation import gettext_lazy as _

from accounts.identity.folding import folded
from workshops.importing.compare import refusal_of, short_key
from workshops.importing.parts import ends_first
from workshops.importing.plan import Part
from workshops.models.programme import Appearance, Session, Slot


class SlotPart(Part):
    noun = "slot"
    model = Slot
    FIELDS = {
        "title": _("title"),
        "kind": _("kind"),
        "starts_at": _("starts"),
        "ends_at": _("ends"),
        "link": _("link"),
        "session": _("session"),
        "speakers": _("speakers"),
    }

    def __init__(self, context, rows):
        super().__init__(context, rows)
        self.keys = {id(row): key for row, key in _keyed(rows)}

    def key(self, row):
        return self.keys[id(row)]

    def existing(self):
        slots = self.context.edition.slots.select_related("session").prefetch_related("appearances")
        slots = self.context.read(slots)
        return [(key, slot) for slot, key in _keyed(slots)]

    def is_twin(self, row, key, name, slot):
        return slot.starts_at == row.starts_at and folded(slot.title) == folded(row.title)

    def label(self, row):
        return f"{row.starts_at:%H:%M} {row.title}"

    def problem(self, row):
        names = (refusal_of(Appearance, "printed_name", name) for name in row.speakers)
        session = row.session and refusal_of(Session, "title", row.session)
        return refusal_of(Slot, "title", row.title) or session or next(filter(None, names), "") or super().problem(row)

    def disorder(self, values):
        return ends_first(values)

    def values(self, row):
        return super().values(row) | {"speakers": "; ".join(dict.fromkeys(row.speakers))}

    def current(self, slot):
        speakers = "; ".join(each.printed_name for each in slot.appearances.all())
        plain = {name: getattr(slot, name) for name in self.FIELDS if name not in {"session", "speakers"}}
        return plain | {"session": slot.session.title if slot.session else "", "speakers": speakers}

    def mention(self):
        for one in Appearance.objects.filter(slot__workshop=self.context.edition):
            self.context.people.add(("appearance", one.pk), one.printed_name, person=one.person_id)
        for row in self.rows:
            for name in row.speakers:
                self.context.people.add(self._speaker(row, name), name, refers=True)

    def people_used(self):
        rows = [*self.new.values(), *(row for row, _slot, write in self.changed if "speakers" in write)]
        return [self._speaker(row, name) for row in rows for name in row.speakers]

    def build(self, row):
        return Slot(
            workshop=self.context.edition,
            session=self._session(row.session),
            kind=row.kind,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            title=row.title,
            link=row.link,
        )

    def apply(self):
        self._prepare_sessions()
        super().apply()

    def _create(self, rows):
        slots = super()._create(rows)
        self.context.journal.create(
            [each for row, slot in zip(rows.values(), slots, strict=True) for each in self._appearances(row, slot)]
        )
        return slots

    def _update(self, changed):
        for row, slot, write in changed:
            plain = {name: value for name, value in write.items() if name != "speakers"}
            if "session" in plain:
                plain["session"] = self._session(plain["session"])
            if plain:
                self.context.journal.update([(slot, plain)])
            if "speakers" in write:
                self._change_speakers(row, slot)

    def _change_speakers(self, row, slot):
        """Whoever is still printed there stays who they are."""
        staying = {each.printed_name: each for each in slot.appearances.all() if each.printed_name in row.speakers}
        self.context.journal.delete([each for each in slot.appearances.all() if each not in staying.values()])
        taken = {each.person_id for each in staying.values()}
        new = [each for each in self._appearances(row, slot) if each.printed_name not in staying]
        self.context.journal.create([each for each in new if each.person_id not in taken])
        places = {name: place for place, name in enumerate(row.speakers, start=1)}
        moved = [(each, {"order": places[name]}) for name, each in staying.items() if each.order != places[name]]
        self.context.journal.update(moved)

    def _prepare_sessions(self):
        known = {session.title: session for session in self.context.edition.sessions.all()}
        wanted = [row.session for row in self.new.values()]
        wanted += [write["session"] for _row, _slot, write in self.changed if "session" in write]
        made = self.context.journal.create(
            [
                Session(workshop=self.context.edition, title=title, order=order)
                for order, title in enumerate(dict.fromkeys(wanted), start=len(known) + 1)
                if title and title not in known
            ]
        )
        self.sessions = known | {session.title: session for session in made}

    def _session(self, title):
        return self.sessions.get(title)

    def _appearances(self, row, slot):
        people = {}
        for name in row.speakers:
            people.setdefault(self.context.people.person_id(self._speaker(row, name)), name)
        return [
            Appearance(slot=slot, person_id=person, printed_name=name, order=order)
            for order, (person, name) in enumerate(people.items(), start=1)
        ]

    def _speaker(self, row, name):
        return f"speaker:{self.key(row)}:{name}"


def _keyed(slots):
    """Each with its key: the title, and the how-manieth of that title it is; a moved break stays the same break."""
    seen = Counter()
    for slot in sorted(slots, key=lambda each: each.starts_at):
        title = folded(slot.title)
        seen[title] += 1
        yield slot, short_key(f"slot:{title}:{seen[title]}")
