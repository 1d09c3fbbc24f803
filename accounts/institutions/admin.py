"""The desk's page of spellings to place: which institution is meant, asked once for every spelling."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts.institutions import placing
from accounts.institutions.linking import resolve
from accounts.institutions.rows import Scope, editions, link
from accounts.managed import ManagedAdmin
from accounts.models import Affiliation, RorDump, Spelling

ON_A_PAGE = 20
CHOICES_FOR_TYPING = 2000


class SpellingAdmin(ManagedAdmin):
    """No list of rows: it asks for the spellings of what the user manages, and answers become other spellings."""

    def has_add_permission(self, request):
        return False

    def has_view_permission(self, request, obj=None):
        return self.admin_site.has_permission(request)

    def get_urls(self):
        def named(route, view, name):
            return path(route, self.admin_site.admin_view(view), name=f"accounts_spelling_{name}")

        return [
            named("", self.changelist_view, "changelist"),
            named("answer/", require_POST(self.answer_view), "answer"),
            named("link/", require_POST(self.link_view), "link"),
            named("take-back/", require_POST(self.take_back_view), "take_back"),
        ]

    def changelist_view(self, request, extra_context=None):
        scope = _scope(request)
        queue = placing.Queue(scope)
        page = Paginator(queue.waiting, ON_A_PAGE).get_page(request.GET.get("page"))
        meant = resolve([each.text for each in page], create=False)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Spellings to place"),
            "opts": self.opts,
            "page": page,
            "rows": [(each, meant[each.text]) for each in page],
            "coverage": queue.coverage,
            "editions": editions(request.user),
            "edition": scope.edition,
            "refusal": meant.refusal,
            "has_table": RorDump.current() is not None,
            "known": Affiliation.objects.values_list("name", flat=True)[:CHOICES_FOR_TYPING],
            "placed": placing.placed_lately(request.user),
            "nothings": placing.called_nothing_lately(request.user),
        }
        request.current_app = self.admin_site.name
        return render(request, "admin/spellings/list.html", context)

    def answer_view(self, request):
        queue = placing.Queue(Scope(request.user))  # an answer holds in all their editions
        text, part = request.POST.get("text", ""), request.POST.get("part", "")
        if not queue.spelled(text):
            raise Http404  # of another edition, or answered by somebody else meanwhile
        try:
            linked = _answer(queue, text, part or text, request.POST, by=request.user)
        except ValidationError as refusal:
            messages.warning(request, " ".join(refusal.messages))
        else:
            messages.success(request, _linked(linked))
        return self._back(request)

    def link_view(self, request):
        scope = _scope(request)
        linked = link(scope, placing.Queue(scope).texts(), by=request.user)
        messages.success(request, _linked(linked))
        return self._back(request)

    def take_back_view(self, request):
        lately = {str(each.pk): each for each in placing.placed_lately(request.user)}
        if alias := lately.get(request.POST.get("spelling")):
            placing.take_back(Scope(request.user), alias, by=request.user)
        else:
            mine = Spelling.objects.filter(by=request.user)
            get_object_or_404(mine, pk=request.POST.get("nothing") or None).delete()
        messages.success(request, _("Taken back: it is asked again."))
        return self._back(request)

    def _back(self, request):
        query = {name: request.POST[name] for name in ("edition", "page") if request.POST.get(name)}
        return redirect(f"{reverse('admin:accounts_spelling_changelist')}?{urlencode(query)}")


def _scope(request):
    """An edition that is not theirs has no rows of theirs."""
    return Scope(request.user, (request.POST or request.GET).get("edition", ""))


def _answer(queue, text, part, given, *, by):
    answer = given.get("answer", "")
    if answer == "later":
        placing.put_off(text, by=by)
        return None
    if answer == "nothing":
        return placing.call_nothing(queue, text, part, by=by)
    return placing.place(queue, part, _institution(answer, given), by=by)


def _institution(answer, given):
    kind, _colon, key = answer.partition(":")
    found = None
    if kind == "new" and given.get("name", "").strip():
        found = placing.new_institution(given["name"])
    elif kind == "another":
        found = placing.institution_named(given.get("another", ""))
    elif kind == "ror":
        found = placing.institution_of_ror(key)
    elif kind == "known" and key.isdigit():
        found = Affiliation.objects.filter(pk=key).first()
    if found is None:
        raise ValidationError(
            _("No institution is known by that name. Choose one of the proposals, or add it as a new one.")
        )
    return found


def _linked(count):
    if count is None:
        return _("Put off: it comes last from now on.")
    return ngettext("%d row is linked now.", "%d rows are linked now.", count) % count
