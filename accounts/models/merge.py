from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.person import Person


class MergeQuerySet(models.QuerySet):
    def managed_by(self, user):
        if user.is_superuser:
            return self
        return self.filter(kept__in=Person.objects.wholly_managed_by(user).values("pk"))

    def standing(self):
        return self.filter(undone_at=None)


class Merge(models.Model):
    """Two people made one. It keeps all that the other one had, so that it can be undone."""

    # Whoever is erased is erased here too: ``taken`` holds addresses.
    kept = models.ForeignKey(Person, models.CASCADE, related_name="merges", verbose_name=_("kept"))
    gone = models.PositiveBigIntegerField(_("number of the other"), db_index=True, editable=False)
    gone_name = models.CharField(_("the other one"), max_length=200, editable=False)
    taken = models.JSONField(default=dict, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("merged by")
    )
    at = models.DateTimeField(_("merged at"), default=timezone.now)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("undone by")
    )
    undone_at = models.DateTimeField(_("undone at"), null=True)

    objects = MergeQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("merge of people")
        verbose_name_plural = _("merged people")

    def __str__(self):
        return f"{self.gone_name} → {self.kept}"
