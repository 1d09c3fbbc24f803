"""The doors of whatever is promised to a person: nobody handles their own, or sees at the desk whether there is one."""

from django.db import models
from django.db.models import Q

from awards.models.programme import GrantProgramme


class PromisedQuerySet(models.QuerySet):
    def organized_by(self, user):
        return self.filter(programme__in=GrantProgramme.objects.managed_by(user))

    def managed_by(self, user):
        return self.filter(programme__in=GrantProgramme.objects.allocated_by(user)).exclude(person__user=user.pk)

    def kept_from(self, user):
        decided = Q(programme__in=GrantProgramme.objects.kept_from(user))
        return self.filter(decided | Q(person__user=user.pk)) if user.pk else self.none()
