"""A request for support: a draft of one's own, then a snapshot that stays, then what organizers make of it."""

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Affiliation, Person
from awards import emails
from awards.models.programme import GrantProgramme
from notifications import outbox
from notifications.models import Message
from papers.models import Paper
from workshops.lifecycle import IllegalMove, Lifecycle, Move


class ApplicationStatus(models.TextChoices):
    DRAFT = "draft", _("being written")
    SUBMITTED = "submitted", _("submitted")
    INFO_NEEDED = "info_needed", _("a question is open")
    ELIGIBLE = "eligible", _("eligible")
    INELIGIBLE = "ineligible", _("not eligible")
    REJECTED = "rejected", _("not chosen")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Stage(models.TextChoices):
    STUDENT = "student", _("student")
    PHD = "phd", _("doctoral student")
    POSTDOC = "postdoc", _("postdoc")
    FACULTY = "faculty", _("faculty")
    INDUSTRY = "industry", _("industry")
    OTHER = "other", _("something else")


IN_THE_RUNNING = {ApplicationStatus.SUBMITTED, ApplicationStatus.INFO_NEEDED, ApplicationStatus.ELIGIBLE}
NOT_CHOSEN = {ApplicationStatus.INELIGIBLE, ApplicationStatus.REJECTED}
FOUND = {ApplicationStatus.ELIGIBLE, *NOT_CHOSEN}


class ApplicationQuerySet(models.QuerySet):
    def of(self, user):
        return self.filter(person__in=Person.objects.of(user))

    def public(self):
        """Nobody's."""
        return self.none()

    def sent(self):
        """All that an organizer ever gets to see."""
        return self.exclude(submitted_at=None)

    def in_the_running(self):
        return self.filter(status__in=IN_THE_RUNNING)

    def not_chosen(self):
        return self.filter(status__in=NOT_CHOSEN)

    def organized_by(self, user):
        return self.filter(programme__in=GrantProgramme.objects.managed_by(user))

    def managed_by(self, user):
        """Submitted ones of one's editions; none of a programme in which one has applied oneself."""
        return self.filter(programme__in=GrantProgramme.objects.allocated_by(user)).sent()

    def kept_from(self, user):
        return self.filter(programme__in=GrantProgramme.objects.kept_from(user))


@Person.appears_in
@Affiliation.printed_on("printed_affiliation", "affiliation", edition="programme__workshop")
class Application(Lifecycle):
    MOVES = {
        ApplicationStatus.DRAFT: {ApplicationStatus.SUBMITTED, ApplicationStatus.WITHDRAWN},
        ApplicationStatus.SUBMITTED: {
            ApplicationStatus.INFO_NEEDED,
            ApplicationStatus.ELIGIBLE,
            ApplicationStatus.INELIGIBLE,
            ApplicationStatus.REJECTED,
            ApplicationStatus.WITHDRAWN,
        },
        ApplicationStatus.INFO_NEEDED: {
            ApplicationStatus.SUBMITTED,
            ApplicationStatus.INELIGIBLE,
            ApplicationStatus.WITHDRAWN,
        },
        ApplicationStatus.ELIGIBLE: {
            ApplicationStatus.SUBMITTED,
            ApplicationStatus.INFO_NEEDED,
            ApplicationStatus.INELIGIBLE,
            ApplicationStatus.REJECTED,
            ApplicationStatus.WITHDRAWN,
        },
        ApplicationStatus.INELIGIBLE: {ApplicationStatus.SUBMITTED, ApplicationStatus.WITHDRAWN},
        ApplicationStatus.REJECTED: {ApplicationStatus.ELIGIBLE, ApplicationStatus.WITHDRAWN},
        ApplicationStatus.WITHDRAWN: set(),
    }

    programme = models.ForeignKey(
        GrantProgramme, models.CASCADE, related_name="applications", verbose_name=_("grant programme")
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="applications", verbose_name=_("person"))
    status = models.CharField(
        _("status"), max_length=12, choices=ApplicationStatus, default=ApplicationStatus.DRAFT, editable=False
    )
    round = models.PositiveSmallIntegerField(_("round"), default=1, editable=False)
    printed_name = models.CharField(_("name"), max_length=200, help_text=_("As it shall be printed."))
    printed_affiliation = models.CharField(_("affiliation"), max_length=300, blank=True)
    affiliation = models.ForeignKey(
        Affiliation, models.SET_NULL, null=True, blank=True, editable=False, related_name="applications"
    )
    country = models.CharField(_("country you would travel from"), max_length=2, blank=True)
    stage = models.CharField(_("career stage"), max_length=10, choices=Stage, blank=True)
    advisor = models.CharField(
        _("advisor"), max_length=200, blank=True, help_text=_("Who advises you now, so that they do not review this.")
    )
    paper = models.ForeignKey(
        Paper, models.SET_NULL, null=True, blank=True, related_name="applications", verbose_name=_("paper")
    )
    motivation = models.TextField(_("why you would like to come"), max_length=4000, blank=True)
    consents_to_be_named = models.BooleanField(_("my name may be shown among the recipients"), default=False)
    sponsor_may_know = models.BooleanField(_("the sponsor may read my name"), default=False)
    question = models.TextField(_("question"), max_length=1000, blank=True, editable=False)
    answer_due = models.DateTimeField(_("answer before"), null=True, editable=False)
    started_at = models.DateTimeField(_("begun at"), default=timezone.now, editable=False)
    submitted_at = models.DateTimeField(_("submitted at"), null=True, editable=False)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        ordering = ["programme", "pk"]
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "person"],
                name="application_once_per_person",
                violation_error_message=_("You have an application to this programme already."),
            ),
            models.CheckConstraint(
                name="application_status_is_known",
                condition=Q(status__in=ApplicationStatus),
                violation_error_message=_("There is no such status."),
            ),
            models.CheckConstraint(
                name="application_submitted_says_when",
                condition=Q(status__in=["draft", "withdrawn"]) | Q(submitted_at__isnull=False),
                violation_error_message=_("Say when it was submitted."),
            ),
        ]

    def __str__(self):
        return f"{self.programme}: {self.printed_name}"

    @property
    def workshop(self):
        return self.programme.workshop

    @property
    def is_editable(self):
        """While the call is open, or a question of the organizers is; what was submitted before stays as a revision."""
        if self.status == ApplicationStatus.INFO_NEEDED:
            return self.answer_due is None or timezone.now() < self.answer_due
        is_of_this_round = self.status == ApplicationStatus.SUBMITTED and self.round == self.programme.round
        return self.programme.takes_applications and (self.status == ApplicationStatus.DRAFT or is_of_this_round)

    @property
    def told(self):
        """The state as the applicant knows it: what organizers find is theirs until a letter says so."""
        if self.status in NOT_CHOSEN and self.is_told_of_it:
            return ApplicationStatus.REJECTED
        return ApplicationStatus(self.status if self.status not in FOUND else ApplicationStatus.SUBMITTED)

    @property
    def is_told_of_it(self):
        """That it was not chosen; whether the rules or the choice stood against it is not told."""
        return Message.objects.about(self).sent().filter(kind=emails.APPLICATION_NOT_CHOSEN).exists()

    @property
    def can_be_withdrawn(self):
        return self.can_become(ApplicationStatus.WITHDRAWN)

    # -- The applicant ----------------------------------------------------------------------------

    @transaction.atomic
    def submit(self, *, by):
        """As it stands now, kept word for word as a revision; a receipt leaves."""
        self._hold("status", "answer_due")
        self.programme.refresh_from_db(fields=["opens_at", "closes_at", "round"])
        if not self.is_editable:
            raise IllegalMove(_("The call is closed; nothing is taken any more."))
        self._note(submitted_at=timezone.now(), round=self.programme.round, question="", answer_due=None)
        if self.status != ApplicationStatus.SUBMITTED:
            self._become(ApplicationStatus.SUBMITTED, verb="submit", by=by)
        number = self.revisions.count() + 1
        self.revisions.create(number=number, data=self.snapshot())
        return outbox.post([emails.application_received(self, number)] if self.person.email else [], by=by)

    @transaction.atomic
    def withdraw(self, *, by, reason=""):
        """At any time before an answer to an offer; that one is declined instead."""
        self._become(ApplicationStatus.WITHDRAWN, verb="withdraw", by=by, reason=reason)

    def snapshot(self):
        """Everything said, but for what only counts are shown of."""
        fields = ("printed_name", "printed_affiliation", "country", "stage", "advisor", "motivation")
        consents = ("consents_to_be_named", "sponsor_may_know")
        return {
            **{name: getattr(self, name) for name in (*fields, *consents)},
            "paper": self.paper_id,
            "requests": [
                {"benefit": each.benefit_id, "amount": f"{each.amount:f}", "note": each.note}
                for each in self.requests.all()
            ],
            "answers": [
                {"question": each.question.text, "answer": each.text, "read_by": each.question.sensitivity}
                for each in self.answers.select_related("question")
            ],
        }

    def known_answers(self):
        """What the applicant has answered so far, by question."""
        said = [*self.answers.all(), *self.special_answers.all()]
        return {each.question_id: each.text for each in said}

    # -- Organizers -------------------------------------------------------------------------------

    @transaction.atomic
    def ask(self, *, by, question, due=None):
        """More information is needed: a mail asks for it, and the application can be edited until it is answered."""
        self._become(ApplicationStatus.INFO_NEEDED, verb="ask", by=by)
        self._note(question=question, answer_due=due)
        version = Move.objects.about(self).filter(verb="ask").count()
        return outbox.post([emails.question_asked(self, version)] if self.person.email else [], by=by)

    def find_eligible(self, *, by, reason=""):
        self._become(ApplicationStatus.ELIGIBLE, verb="find_eligible", by=by, reason=reason)

    def find_ineligible(self, *, by, reason):
        self._become(ApplicationStatus.INELIGIBLE, verb="find_ineligible", by=by, reason=reason)

    def reconsider(self, *, by, reason=""):
        if self.status not in FOUND:
            raise IllegalMove(_("Nothing is found of “%s” yet that could be reconsidered.") % self)
        after = ApplicationStatus.ELIGIBLE if self.status == ApplicationStatus.REJECTED else ApplicationStatus.SUBMITTED
        self._become(after, verb="reconsider", by=by, reason=reason)

    def reject(self, *, by, reason=""):
        self._become(ApplicationStatus.REJECTED, verb="reject", by=by, reason=reason)
