from collections import defaultdict
from functools import lru_cache
from itertools import groupby
from pathlib import PurePosixPath
from typing import NamedTuple
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from papers import tex
from workshops.lifecycle import Announced, IllegalMove, Lifecycle
from workshops.models import Role, Workshop
from workshops.models.workshop import AnnouncedQuerySet

MOST_PDF_BYTES = 50 * 2**20


class PaperStatus(models.TextChoices):
    SUBMITTED = "submitted", _("submitted")
    ACCEPTED = "accepted", _("accepted")
    REJECTED = "rejected", _("not accepted")
    WITHDRAWN = "withdrawn", _("withdrawn")


class PaperKind(models.TextChoices):
    ORAL = "oral", _("oral")
    SPOTLIGHT = "spotlight", _("spotlight")
    POSTER = "poster", _("poster")


def check_pdf(upload):
    if upload.size > MOST_PDF_BYTES:
        raise ValidationError(_("This file is larger than 50 MB."))
    upload.seek(0)
    starts_as_pdf = upload.read(5) == b"%PDF-"
    upload.seek(0)
    if not starts_as_pdf:
        raise ValidationError(_("This is not a PDF."))


def pdf_path(paper, filename):
    """A random name: an address of the storage tells nothing and cannot be guessed."""
    return str(PurePosixPath("papers", f"{uuid4().hex}.pdf"))


@lru_cache(maxsize=10_000)
def _url(slug, number):
    return reverse("papers:paper", args=[slug, number])


class Author(NamedTuple):
    """What a list prints of an authorship."""

    person_id: int
    printed_name: str
    printed_affiliation: str


class PaperQuerySet(AnnouncedQuerySet):
    def public(self):
        return super().public().filter(status=PaperStatus.ACCEPTED)

    def undecided(self):
        return self.filter(status=PaperStatus.SUBMITTED)

    def accepted(self):
        return self.filter(status=PaperStatus.ACCEPTED)

    def led_by_a_student(self):
        first = self.model.authorships.rel.related_model.objects.filter(paper=OuterRef("pk")).order_by("position")
        return self.alias(led_by_student=Subquery(first.values("is_student")[:1])).filter(led_by_student=True)

    def without_organizers(self):
        """Papers of which no author organizes their edition."""
        roles = Role.objects.organizing().filter(
            workshop=OuterRef("workshop"), person__authorships__paper=OuterRef("pk")
        )
        return self.exclude(Exists(roles))

    def by(self, person):
        return self.filter(authorships__person=person)

    def with_authors(self):
        """A list of the papers with their ``authors`` as plain rows: hundreds on a page need no models."""
        papers = list(self)
        authors = defaultdict(list)
        rows = self.model.authorships.rel.related_model.objects.filter(paper__in=papers).order_by("position")
        for paper, *author in rows.values_list("paper_id", *Author._fields):
            authors[paper].append(Author(*author))
        for paper in papers:
            paper.authors = authors[paper.pk]
        return papers


class Paper(Lifecycle, Announced):
    MOVES = {
        PaperStatus.SUBMITTED: {PaperStatus.ACCEPTED, PaperStatus.REJECTED, PaperStatus.WITHDRAWN},
        PaperStatus.ACCEPTED: {PaperStatus.SUBMITTED, PaperStatus.WITHDRAWN},
        PaperStatus.REJECTED: {PaperStatus.SUBMITTED},
        PaperStatus.WITHDRAWN: set(),
    }

    LINKS = (
        (_("PDF"), "pdf_address"),
        (_("Video"), "video_link"),
        (_("Poster"), "poster_link"),
        (_("Code"), "code_link"),
        (_("Forum"), "forum_link"),
    )

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="papers", verbose_name=_("edition"))
    number = models.PositiveIntegerField(_("number"), help_text=_("Within the edition; 0 is a number."))
    title = models.CharField(_("title"), max_length=400, help_text=_("TeX math between $ signs."))
    abstract = models.TextField(_("abstract"), blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=PaperKind, default=PaperKind.POSTER)
    status = models.CharField(
        _("status"), max_length=12, choices=PaperStatus, default=PaperStatus.SUBMITTED, editable=False
    )
    pdf = models.FileField(_("PDF"), upload_to=pdf_path, blank=True, validators=[check_pdf])
    pdf_link = models.URLField(_("PDF elsewhere"), blank=True)
    poster_link = models.URLField(_("poster"), blank=True)
    video_link = models.URLField(_("video"), blank=True)
    code_link = models.URLField(_("code"), blank=True)
    forum_link = models.URLField(_("forum"), blank=True)

    history = HistoricalRecords()
    objects = PaperQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        verbose_name = _("paper")
        verbose_name_plural = _("papers")
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "number"],
                name="paper_number_once_per_edition",
                violation_error_message=_("Another paper of this edition has this number."),
            ),
            models.CheckConstraint(
                name="paper_status_is_known",
                condition=Q(status__in=PaperStatus),
                violation_error_message=_("There is no such status."),
            ),
            models.CheckConstraint(
                name="paper_announced_only_if_decided",
                condition=Q(announced_at=None) | ~Q(status=PaperStatus.SUBMITTED),
                violation_error_message=_("Decide before you announce."),
            ),
        ]

    def __str__(self):
        return f"{self.number}: {tex.to_text(self.title)}"

    def get_absolute_url(self):
        return _url(self.workshop.slug, self.number)

    @cached_property
    def authors(self):
        """Who wrote it, in the printed order; ``with_authors()`` fills this for many papers at once."""
        return list(self.authorships.all())

    @property
    def bylines(self):
        """Authors in their order, neighbours with the same printed affiliation together: [(authorships, affiliation)]."""
        groups = groupby(self.authors, key=lambda author: author.printed_affiliation)
        return [(list(authors), affiliation) for affiliation, authors in groups]

    @property
    def pdf_address(self):
        return reverse("papers:pdf", args=[self.workshop.slug, self.number]) if self.pdf else self.pdf_link

    @property
    def links(self):
        """What there is besides the title: [(words, address)]."""
        return [(words, address) for words, field in self.LINKS if (address := getattr(self, field))]

    def is_public_at(self, moment):
        announced = self.announced_at is not None and self.announced_at <= moment
        return announced and self.status == PaperStatus.ACCEPTED and self.workshop.is_public

    def accept(self, *, by, reason=""):
        self._become(PaperStatus.ACCEPTED, verb="accept", by=by, reason=reason)

    def reject(self, *, by, reason=""):
        self._become(PaperStatus.REJECTED, verb="reject", by=by, reason=reason)

    def withdraw(self, *, by, reason=""):
        self._become(PaperStatus.WITHDRAWN, verb="withdraw", by=by, reason=reason)

    def reconsider(self, *, by, reason=""):
        if self.announced_at:
            raise IllegalMove(_("“%s” has an announcement; take that back first.") % self)
        self._become(PaperStatus.SUBMITTED, verb="reconsider", by=by, reason=reason)

    def announce(self, *, by, at=None):
        if self.status != PaperStatus.ACCEPTED:
            raise IllegalMove(_("Accept “%s” before you announce it.") % self)
        self._announce(at, by=by)
