from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.identity.identify import Because
from accounts.merging import separate
from accounts.models import Affiliation, Person
from papers.models.paper import Paper


class AuthorshipQuerySet(models.QuerySet):
    def public(self):
        return self.filter(paper__in=Paper.objects.public())

    def managed_by(self, user):
        return self.filter(paper__in=Paper.objects.managed_by(user))


@Person.appears_in
@Affiliation.printed_on("printed_affiliation", "affiliations", edition="paper__workshop")
class Authorship(models.Model):
    """A person on a paper, with name and affiliation as printed on that paper."""

    POSITION = "position"  # within the paper; two authors that change places need room on the way
    company_on = "paper"

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="authorships", verbose_name=_("paper"))
    position = models.PositiveSmallIntegerField(_("position"))
    printed_name = models.CharField(_("printed name"), max_length=200)
    printed_affiliation = models.CharField(_("printed affiliation"), max_length=300, blank=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="authorships", verbose_name=_("person"))
    affiliations = models.ManyToManyField(
        Affiliation, blank=True, related_name="authorships", verbose_name=_("affiliations")
    )
    is_corresponding = models.BooleanField(_("corresponding"), default=False)
    is_presenter = models.BooleanField(_("presents"), default=False)
    is_student = models.BooleanField(_("student"), default=False)
    linked_because = models.CharField(
        _("known by"), max_length=20, choices=Because, blank=True, editable=False
    )  # where an import chose the person; empty where somebody did

    history = HistoricalRecords(excluded_fields=["affiliations"])
    objects = AuthorshipQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "position"],
                name="authorship_one_author_per_position",
                violation_error_message=_("Two authors stand at this position."),
            ),
            models.UniqueConstraint(
                fields=["paper", "person"],
                name="authorship_person_once_per_paper",
                violation_error_message=_("This person is an author of this paper already."),
            ),
        ]

    def __str__(self):
        return self.printed_name

    @property
    def place(self):
        return f"{self.paper}, {self.paper.workshop}"

    @transaction.atomic
    def separate(self, *, by):
        """It is not the person whom an import took it for: somebody else gets this name."""
        separate(self, by=by)
        type(self).objects.filter(pk=self.pk).update(linked_because="")
