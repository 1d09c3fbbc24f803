"""The parts of a site that belong to the edition itself: its facts, dates, sponsors, pages, roles and programme."""

from django.utils.translation import gettext_lazy as _

from accounts.identity.folding import folded
from workshops.importing.compare import Verdict, refusal_of, short_key
from workshops.importing.plan import Part
from workshops.models.date import AOE, ImportantDate
from workshops.models.page import TAKEN_SLUGS, Page
from workshops.models.role import Role, RoleKind
from workshops.models.sponsor import Sponsor, Sponsorship
from workshops.models.workshop import Mode, Workshop

DEFAULTS = {"time_zone": "UTC", "mode": Mode.IN_PERSON}  # of every edition of which nobody has said otherwise
WITH_RIGHTS = {RoleKind.ORGANIZER, RoleKind.WORKFLOW_ORGANIZER}
EXTENDED_BACK = _("The date that was extended lies after the new one.")


def ends_first(values):
    starts_at, ends_at = values["starts_at"], values["ends_at"]
    return str(_("The end lies before the start.")) if starts_at and ends_at and ends_at <= starts_at else ""


class EditionPart(Part):
    noun = "edition"
    model = Workshop
    FIELDS = {
        "name": _("name"),
        "host_conference": _("host conference"),
        "starts_at": _("starts"),
        "ends_at": _("ends"),
        "time_zone": _("time zone"),
        "mode": _("held"),
        "location": _("place"),
        "link": _("link"),
        "overview": _("overview"),
        "contact_email": _("contact"),
    }

    def key(self, row):
        return "edition"

    def existing(self):
        return [("edition", self.context.edition)]

    def label(self, row):
        return row.name or str(self.context.edition)

    def disorder(self, values):
        return ends_first(values)

    def values(self, row):
        """What every new edition has without anybody having said so is nothing to say."""
        return {name: "" if DEFAULTS.get(name) == value else value for name, value in super().values(row).items()}

    def current(self, thing):
        return {name: "" if DEFAULTS.get(name) == value else value for name, value in super().current(thing).items()}


class DatePart(Part):
    noun = "date"
    model = ImportantDate
    FIELDS = {"name": _("what"), "at": _("when"), "time_zone": _("said in"), "extended_from": _("extended from")}

    def key(self, row):
        return short_key(f"date:{folded(row.name)}")

    def existing(self):
        return [(self.key(date), date) for date in self.context.read(self.context.edition.dates.all())]

    def problem(self, row):
        return refusal_of(ImportantDate, "name", row.name) or super().problem(row)

    def disorder(self, values):
        before, at = values["extended_from"], values["at"]
        return str(EXTENDED_BACK) if before and before >= at else ""

    def label(self, row):
        return row.name

    def build(self, row):
        return ImportantDate(
            workshop=self.context.edition,
            name=row.name,
            at=row.at,
            time_zone=row.time_zone or AOE,
            extended_from=row.extended_from,
        )


class SponsorPart(Part):
    noun = "sponsor"
    model = Sponsorship
    FIELDS = {"thanks": _("what it pays for")}

    def key(self, row):
        return short_key(f"sponsor:{folded(row.name)}")

    def problem(self, row):
        return refusal_of(Sponsor, "name", row.name) or super().problem(row)

    def existing(self):
        rows = self.context.read(self.context.edition.sponsorships.select_related("sponsor"))
        return [(short_key(f"sponsor:{folded(row.sponsor.name)}"), row) for row in rows]

    def label(self, row):
        return row.name

    def build(self, row):
        sponsor = Sponsor.objects.filter(name__iexact=row.name).first()
        if sponsor is None:
            [sponsor] = self.context.journal.create(
                [Sponsor(name=row.name, link="" if refusal_of(Sponsor, "link", row.link) else row.link)]
            )
        return Sponsorship(
            workshop=self.context.edition, sponsor=sponsor, thanks=row.thanks, order=self.rows.index(row) + 1
        )

    def only(self):
        """The sponsor of an edition that has but one, once this part is applied; else None."""
        sponsorships = list(self.context.edition.sponsorships.select_related("sponsor")[:2])
        return sponsorships[0].sponsor if len(sponsorships) == 1 else None


class PagePart(Part):
    """Free pages come hidden: each is announced by itself."""

    noun = "page"
    model = Page
    FIELDS = {"title": _("title"), "body": _("text")}

    def key(self, row):
        return short_key(f"page:{self._slug(row)}")

    def problem(self, row):
        unfit = refusal_of(Page, "slug", self._slug(row)) or refusal_of(Page, "title", row.title)
        return unfit or super().problem(row)

    def _slug(self, row):
        return f"{row.slug}-page" if row.slug in TAKEN_SLUGS else row.slug

    def existing(self):
        pages = self.context.read(self.context.edition.pages.all())
        return [(short_key(f"page:{page.slug}"), page) for page in pages]

    def label(self, row):
        return row.title

    def build(self, row):
        return Page(
            workshop=self.context.edition,
            title=row.title,
            slug=self._slug(row),
            body=row.body,
            order=self.rows.index(row) + 1,
        )


class RolePart(Part):
    noun = "role"
    model = Role
    FIELDS = {"printed_name": _("name"), "printed_affiliation": _("affiliation"), "homepage": _("homepage")}

    def __init__(self, context, rows):
        super().__init__(context, rows)
        self.keys = {id(row): key for row, key in _role_keys(rows)}
        self.parts = {(role.person_id, role.kind) for role in context.edition.roles.all()}

    def key(self, row):
        return self.keys[id(row)]

    def existing(self):
        roles = self.context.read(self.context.edition.roles.all())
        return [(short_key(f"role:{role.kind}:{folded(role.printed_name)}"), role) for role in roles]

    def is_twin(self, row, key, name, role):
        """Of namesakes, the one with this affiliation."""
        theirs = (role.kind, folded(role.printed_name), folded(role.printed_affiliation))
        return theirs == (row.kind, folded(row.name), folded(row.affiliation))

    def label(self, row):
        return f"{row.name}, {dict(RoleKind.choices).get(row.kind, row.kind)}"

    def problem(self, row):
        return refusal_of(Role, "kind", row.kind) or refusal_of(Role, "printed_name", row.name) or super().problem(row)

    def values(self, row):
        return {"printed_name": row.name, "printed_affiliation": row.affiliation, "homepage": row.homepage}

    def mention(self):
        people = self.context.people
        for role in self.context.edition.roles.all():
            evidence = {"affiliation": role.printed_affiliation, "person": role.person_id}
            people.add(("role", role.pk), role.printed_name, has_role=True, **evidence)
        for row in self.rows:
            people.add(
                self.key(row),
                row.name,
                affiliation=row.affiliation,
                has_role=True,
                has_rights=row.kind in WITH_RIGHTS,
                details={"homepage": row.homepage},
            )

    def people_used(self):
        return list(self.new)

    def affiliations_used(self):
        return [row.affiliation for row in self.new.values()]

    def _added(self, row, key):
        """Under another spelling they may have the part already."""
        identity = self.context.people.of(key)
        part = (identity.person or f"group {identity.group}", row.kind)
        if part in self.parts:
            return self._out(row, key, Verdict.IGNORED, reason=_("This person has this part already."))
        self.parts.add(part)
        return super()._added(row, key)

    def build(self, row):
        meant = self.context.institutions.meant_by(row.affiliation)
        return Role(
            workshop=self.context.edition,
            person_id=self.context.people.person_id(self.key(row)),
            kind=row.kind,
            printed_name=row.name,
            printed_affiliation=row.affiliation,
            affiliation_id=meant[0] if len(meant) == 1 else None,
            homepage=row.homepage,
            order=[each for each in self.rows if each.kind == row.kind].index(row) + 1,
        )


def _role_keys(rows):
    """The part and the name; of namesakes with another affiliation that, too."""
    first: dict[str, str] = {}
    for row in rows:
        key = f"role:{row.kind}:{folded(row.name)}"
        affiliation = folded(row.affiliation)
        is_namesake = first.setdefault(key, affiliation) != affiliation
        yield row, short_key(f"{key}:{affiliation}" if is_namesake else key)
