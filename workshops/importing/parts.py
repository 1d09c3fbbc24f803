"""The parts of a site that belong to the edition itself: its facts, dates, sponsors, pages, roles and programme."""

from django.utils.translation import gettext_lazy as _

from accounts.identity.folding import folded
from workshops.importing.compare import short_key
from workshops.importing.plan import Part, refusal_of
from workshops.models.date import AOE, ImportantDate
from workshops.models.page import TAKEN_SLUGS, Page
from workshops.models.role import Role, RoleKind
from workshops.models.sponsor import Sponsor, Sponsorship
from workshops.models.workshop import Workshop

ENDS_FIRST = _("The end lies before the start.")


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
        return {"edition": self.context.edition}

    def label(self, row):
        return row.name or str(self.context.edition)

    def problem(self, row):
        ends_first = row.starts_at and row.ends_at and row.ends_at <= row.starts_at
        return str(ENDS_FIRST) if ends_first else super().problem(row)

    def current(self, thing):
        """What every new edition has without anybody having said so counts as empty."""
        untouched = {name: Workshop._meta.get_field(name).default for name in ("time_zone", "mode")}
        values = super().current(thing)
        return {name: "" if untouched.get(name) == value else value for name, value in values.items()}


class DatePart(Part):
    noun = "date"
    model = ImportantDate
    FIELDS = {"name": _("what"), "at": _("when"), "time_zone": _("said in"), "extended_from": _("extended from")}

    def key(self, row):
        return short_key(f"date:{folded(row.name)}")

    def existing(self):
        return {self.key(date): date for date in self.context.edition.dates.all()}

    def problem(self, row):
        if row.extended_from and row.extended_from >= row.at:
            return _("The date that was extended lies after the new one.")
        return super().problem(row)

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
        rows = self.context.edition.sponsorships.select_related("sponsor")
        return {short_key(f"sponsor:{folded(row.sponsor.name)}"): row for row in rows}

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
        return short_key(f"page:{row.slug}")

    def problem(self, row):
        return refusal_of(Page, "slug", self._slug(row)) or super().problem(row)

    def _slug(self, row):
        return f"{row.slug}-page" if row.slug in TAKEN_SLUGS else row.slug

    def existing(self):
        return {self.key(page): page for page in self.context.edition.pages.all()}

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

    def key(self, row):
        return short_key(f"role:{row.kind}:{folded(row.name)}")

    def existing(self):
        return {
            short_key(f"role:{role.kind}:{folded(role.printed_name)}"): role
            for role in self.context.edition.roles.all()
        }

    def label(self, row):
        return f"{row.name}, {dict(RoleKind.choices).get(row.kind, row.kind)}"

    def problem(self, row):
        return refusal_of(Role, "kind", row.kind) or refusal_of(Role, "printed_name", row.name) or super().problem(row)

    def values(self, row):
        return {"printed_name": row.name, "printed_affiliation": row.affiliation, "homepage": row.homepage}

    def mention(self):
        for role in self.context.edition.roles.all():
            self.context.people.add(
                ("role", role.pk),
                role.printed_name,
                affiliation=role.printed_affiliation,
                person=role.person_id,
                has_role=True,
            )
        for row in self.rows:
            self.context.people.add(
                self.key(row),
                row.name,
                affiliation=row.affiliation,
                has_role=True,
                details={"homepage": row.homepage},
            )

    def people_used(self):
        return list(self.new)

    def affiliations_used(self):
        return [row.affiliation for row in self.new.values()]

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
