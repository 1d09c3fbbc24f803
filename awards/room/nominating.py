"""Nominating a paper, for whoever may do that now: the award committee, the programme committee, authors."""

from functools import reduce
from operator import or_

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Person
from awards.models import AwardCategory, Candidate, CommitteeMember, NominatorKind
from awards.models.candidate import nominate
from awards.room.views import done, status_of
from papers.models import Paper
from workshops.models import Role, RoleKind


class Chance:
    """What ``person`` can nominate in one category."""

    def __init__(self, category, person):
        self.category, self.person = category, person

    @cached_property
    def kinds(self):
        """As what: where one is several, the first that applies."""
        workshop = self.category.workshop
        own = {
            NominatorKind.COMMITTEE: self.category.voters().filter(person=self.person),
            NominatorKind.REVIEWER: workshop.roles.of(RoleKind.COMMITTEE).filter(person=self.person),
            NominatorKind.AUTHOR: workshop.papers.public().by(self.person),
        }
        return [kind for kind, rows in own.items() if kind in self.category.kinds_of_nominators and rows.exists()]

    @cached_property
    def papers(self):
        """Only the award committee knows of papers that are not public."""
        answered = self.person.committee_seats.filter(workshop=self.category.workshop)
        conflicts = Candidate.objects.filter(answers__member__in=answered, answers__kind__gt="")
        eligible = self.category.eligible_papers().exclude(candidatures__in=conflicts.filter(category=self.category))
        own = Q(pk__in=eligible.by(self.person).values("pk"))
        public = Q(pk__in=eligible.public().values("pk"))
        others = {NominatorKind.COMMITTEE: Q(), NominatorKind.REVIEWER: public}
        allowed = [others[kind] & ~own for kind in self.kinds if kind in others]
        if NominatorKind.AUTHOR in self.kinds:
            allowed.append(own & public)
        return eligible.filter(reduce(or_, allowed, Q(pk__in=[])))

    def nominate(self, paper, rationale):
        is_own = paper.authorships.filter(person=self.person).exists()
        kind = NominatorKind.AUTHOR if is_own else self.kinds[0]
        nominate(self.category, paper, nominator=self.person, kind=kind, rationale=rationale)

    def nominations(self):
        return self.person.nominations.filter(candidate__category=self.category).select_related("candidate__paper")


class NominationForm(forms.Form):
    paper = forms.ModelChoiceField(
        Paper.objects.none(),
        label=gettext_lazy("Paper"),
        empty_label=gettext_lazy("Choose a paper"),
        error_messages={"invalid_choice": gettext_lazy("Choose one of these papers.")},
    )
    rationale = forms.CharField(
        label=gettext_lazy("Why it should win"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy("The award committee reads it."),
    )

    def __init__(self, *args, chance, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["paper"].queryset = chance.papers


def chances(user):
    """Where ``user`` can nominate something now."""
    person = Person.objects.of(user).first()
    if person is None:
        return []
    seats = CommitteeMember.objects.of(user).seated()
    reviewing = Role.objects.of(RoleKind.COMMITTEE).filter(person=person)
    asked = (
        Q(committee_nominates=True, workshop__in=seats.values("workshop"))
        | Q(reviewers_nominate=True, workshop__in=reviewing.values("workshop"))
        | Q(authors_nominate=True, workshop__in=Paper.objects.public().by(person).values("workshop"))
    )
    categories = AwardCategory.objects.open_for_nominations().filter(asked).select_related("workshop")
    return [chance for chance in (Chance(each, person) for each in categories) if chance.papers.exists()]


def chances_or_404(request, workshop):
    found = [chance for chance in chances(request.user) if chance.category.workshop.slug == workshop]
    if not found:
        raise Http404
    return found


def nominate_page(request, workshop):
    found = chances_or_404(request, workshop)
    return render(request, "awards/room/nominate.html", {"edition": found[0].category.workshop, "chances": found})


def nominate_in(request, workshop, pk):
    chance = next((each for each in chances_or_404(request, workshop) if each.category.pk == pk), None)
    if chance is None:
        raise Http404
    form = NominationForm(request.POST if request.method == "POST" else None, chance=chance)
    if form.is_valid() and done(form, chance.nominate, **form.cleaned_data):
        messages.success(request, _("Thank you. The award committee reads it."))
        return redirect("awards:nominate", workshop)
    context = {"edition": chance.category.workshop, "chance": chance, "form": form}
    return render(request, "awards/room/nominate_in.html", context, status=status_of(form))
