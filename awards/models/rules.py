"""What one chooses between for an award category."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SplitRule(models.TextChoices):
    EQUAL = "equal", _("equal shares for all authors")
    FIRST = "first", _("all of it for the first author")


class TieRule(models.TextChoices):
    SPLIT = "split", _("tied winners share one prize")
    DOUBLE = "double", _("each tied winner has a whole prize")


class BallotType(models.TextChoices):
    NONE = "none", _("no vote: the organizers decide")
    APPROVAL = "approval", _("approval: any number of papers")
    RANKING = "ranking", _("ranking: the best first")
    POINTS = "points", _("points, shared out among the papers")


class Telling(models.TextChoices):
    UNDER_EMBARGO = "embargo", _("under embargo, some hours before")
    AT_ANNOUNCEMENT = "announcement", _("at the announcement")


class AwardStatus(models.TextChoices):
    PROPOSED = "proposed", _("proposed")
    DECIDED = "decided", _("decided")
    RESCINDED = "rescinded", _("rescinded")
