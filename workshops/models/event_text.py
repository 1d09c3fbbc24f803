"""An edition's own words for a mail that is written by itself; without them the mail says ours."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from workshops.mailings.events import events
from workshops.models.workshop import PartQuerySet, Workshop


class EventText(models.Model):
    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="event_texts", verbose_name=_("edition"))
    event = models.CharField(_("mail"), max_length=40)
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(_("text"), max_length=20_000, help_text=_("In Markdown."))

    history = HistoricalRecords()
    objects = PartQuerySet.as_manager()

    class Meta:
        ordering = ["workshop", "event"]
        verbose_name = _("text of a mail")
        verbose_name_plural = _("texts of mails")
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "event"],
                name="event_text_once",
                violation_error_message=_("The edition has its own text for this mail already."),
            )
        ]

    def __str__(self):
        return str(self.label)

    @property
    def label(self):
        return events[self.event].label if self.event in events else self.event

    @property
    def problems(self):
        """[(field, sentence)]: what is wrong with it, by what can be filled in today."""
        if self.event not in events:
            return [("event", _("There is no such mail."))]
        return list(events[self.event].problems(self.subject, self.body))

    def clean(self):
        sentences: dict[str, list[str]] = {}
        for field, sentence in self.problems:
            sentences.setdefault(field, []).append(sentence)
        if sentences:
            raise ValidationError(sentences)
