"""What organizers do with a category, what will happen then, and what stands in the way."""

from functools import partial

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from awards import powers
from awards.models import CategoryStatus, NominatorKind, Telling
from workshops.moments import said
from workshops.verbs import MomentForm, NoInput, ReasonForm, Verb, nothing


class NoAwardForm(NoInput):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Everybody reads it once it is announced."),
    )


# -- What will happen -----------------------------------------------------------------------------


def _opening(category, user):
    who = [NominatorKind(kind).label for kind in sorted(category.kinds_of_nominators)]
    if who:
        yield _("Who may nominate: %s.") % ", ".join(map(str, who))
    else:
        yield _("Nobody may nominate, as the category stands. Change it first if that is not meant.")
    if category.nominations_until:
        yield _("Nominations end on %s.") % said(category.nominations_until, category.workshop.zone)


def _deciding(category, user):
    proposed = list(category.awards.proposed().managed_by(user).select_related("paper", "person"))
    for award, prize in zip(proposed, category.prizes(proposed), strict=True):
        words = {"winner": award.paper or award.person, "prize": prize and category.fund.say(prize)}
        yield (_("Wins %(prize)s: %(winner)s.") if prize else _("Wins: %(winner)s.")) % words
    if category.prize:
        words = {"fund": category.fund.name, "free": category.fund.say(category.fund.free)}
        yield _("The money is set aside in the fund “%(fund)s”, which has %(free)s left.") % words


def _undoing(category, user):
    if category.status == CategoryStatus.VACATED:
        yield _("That there is no award is taken back.")
    for award in category.awards.decided().managed_by(user).select_related("paper", "person"):
        back = _("No winner any more: %s.") if category.is_voted_on else _("Becomes a proposal again: %s.")
        yield back % (award.paper or award.person)


def _announcing(category, user):
    if category.concerns(user):
        yield _("Who wins is not shown to you: a paper of yours can win, or you are in conflict with one.")
        return
    if category.status == CategoryStatus.VACATED:
        yield _("Everybody reads that there is no award, and why: “%s”") % category.no_award_reason
    winners = list(category.awards.decided().select_related("paper", "person"))
    for award in winners:
        words = {"winner": award.paper or award.person, "names": ", ".join(name for _who, name in award.winners)}
        by = _("Everybody reads that “%(winner)s” by %(names)s wins.")
        yield (by if award.paper else _("Everybody reads that %(winner)s wins.")) % words
    yield from _letters(category, winners)
    if category.prize and winners:
        yield _("The winners have %d days to say what happens with their shares.") % category.claim_days


def _letters(category, winners):
    if waiting := sum(award.waiting_letters().count() for award in winners):
        hours = category.hours_before if category.telling == Telling.UNDER_EMBARGO else 0
        words = {"n": waiting, "hours": hours}
        yield (
            ngettext(
                "%(n)d letter waits. It leaves %(hours)d hours before that moment, or at once if that has passed.",
                "%(n)d letters wait. They leave %(hours)d hours before that moment, or at once if that has passed.",
                waiting,
            )
            % words
        )
    if category.is_scheduled and (left := sum(award.left_letters().count() for award in winners)):
        yield (
            ngettext(
                "%d letter has left and names the moment that was planned. Write to its reader yourself.",
                "%d letters have left and name the moment that was planned. Write to their readers yourself.",
                left,
            )
            % left
        )
    if untold := sum(not award.told().exists() for award in winners):
        yield (
            ngettext(
                "%d winning paper or person has not been told. Announcing tells nobody by mail.",
                "%d winning papers or people have not been told. Announcing tells nobody by mail.",
                untold,
            )
            % untold
        )


def _taking_back(category, user):
    if category.concerns(user):
        return
    winners = list(category.awards.decided())
    if waiting := sum(award.waiting_letters().count() for award in winners):
        yield ngettext("%d letter that waits is cancelled.", "%d letters that wait are cancelled.", waiting) % waiting
    if left := sum(award.left_letters().count() for award in winners):
        words = ngettext("%d letter has left and names the moment.", "%d letters have left and name the moment.", left)
        yield words % left


# -- The verbs --------------------------------------------------------------------------------------


def _verb(name, label, warning, form=NoInput, *, offered=None, consequences=nothing):
    return Verb(
        name,
        label,
        warning,
        offered or (lambda category: category.status in category.FROM[name]),
        form,
        obstacles=partial(powers.hindrances, name),
        consequences=consequences,
    )


VERBS = (
    _verb(
        "decide",
        gettext_lazy("Decide"),
        gettext_lazy("Whoever is proposed has won. Nobody is told, nothing is public, and it can be undone."),
        ReasonForm,
        offered=lambda category: category.awards.proposed().exists() and not category.is_announced,
        consequences=_deciding,
    ),
    _verb(
        "announce",
        gettext_lazy("Announce"),
        gettext_lazy("From that moment on everybody can read it, on every page at once. No mail is sent by it."),
        MomentForm,
        offered=lambda category: (
            category.status in {CategoryStatus.DECIDED, CategoryStatus.VACATED} and not category.is_announced
        ),
        consequences=_announcing,
    ),
    _verb(
        "open",
        gettext_lazy("Open the nominations"),
        gettext_lazy("Nominations begin. Nobody is told, nothing is public."),
        consequences=_opening,
    ),
    Verb(
        "withdraw_announcement",
        gettext_lazy("Take the announcement back"),
        gettext_lazy("It was scheduled and nobody has seen it; it will not appear."),
        lambda category: category.is_scheduled,
        ReasonForm,
        consequences=_taking_back,
    ),
    _verb(
        "undo",
        gettext_lazy("Undo the decision"),
        gettext_lazy("Possible until it is announced or somebody was told."),
        ReasonForm,
        offered=lambda category: category.status in category.FROM["undo"] and not category.is_announced,
        consequences=_undoing,
    ),
    _verb(
        "vacate",
        gettext_lazy("Give no award"),
        gettext_lazy("Nobody wins it this time. Silent until you announce it."),
        NoAwardForm,
    ),
    _verb(
        "close",
        gettext_lazy("Close"),
        gettext_lazy("Everything is settled. Nothing changes here any more."),
        offered=lambda category: category.is_announced and not category.obstacles_to("close"),
    ),
    _verb(
        "back_to_draft",
        gettext_lazy("Back to draft"),
        gettext_lazy("Nobody nominates until you open it again. What is there stays."),
        ReasonForm,
    ),
    _verb(
        "cancel",
        gettext_lazy("Cancel"),
        gettext_lazy("There is no such award this time, and nothing of it will be public. You can restore it."),
        ReasonForm,
    ),
    _verb(
        "restore",
        gettext_lazy("Restore"),
        gettext_lazy("It is being prepared again, with what was there."),
        ReasonForm,
    ),
)
