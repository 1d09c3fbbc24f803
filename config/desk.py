"""The organizers' admin site. Its first page is the desk of one edition: what is public, what waits for somebody."""

from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from awards import waiting
from awards.board import board
from notifications.health import backlog
from workshops.mail import messages_managed_by
from workshops.models import ImportStatus, Workshop

GROUPS = [
    (_("Edition"), ["Workshop", "Page", "Role", "Slot", "Session", "Sponsor"]),
    (_("Papers and people"), ["Import", "Paper", "Person", "Likeness", "Merge", "Affiliation", "Spelling"]),
    (_("Awards"), ["AwardCategory", "Award", "PrizeShare", "CommitteeMember", "Signatory"]),
    (_("Money and grants"), ["Fund", "GrantProgramme", "Application", "Grant", "Offer", "RegistrationCode"]),
    (_("Mail"), ["Mailing", "EventText", "Message", "Pause"]),
    (_("Site"), ["Series", "User", "EmailAddress"]),
]


class Desk(admin.AdminSite):
    site_header = site_title = _("Laurel desk")
    index_title = _("Desk")
    index_template = "admin/desk.html"
    enable_nav_sidebar = False

    def has_permission(self, request):
        """Asked for every model that a page names, and looked up once for each user of a request."""
        user = request.user
        known = request.__dict__.setdefault("may_work_at_the_desk", {})
        if user not in known:
            known[user] = user.is_active and (user.is_superuser or Workshop.objects.managed_by(user).exists())
        return known[user]

    def get_urls(self):
        """Without the redirect by content type and id, which would tell the address of what one may not see."""
        return [pattern for pattern in super().get_urls() if getattr(pattern, "name", "") != "view_on_site"]

    def login(self, request, extra_context=None):
        """One way to sign in, with its limits and its mailed codes, is enough."""
        if request.user.is_authenticated:
            return redirect("me")
        return redirect_to_login(request.GET.get("next") or request.get_full_path())

    def get_app_list(self, request, app_label=None):
        """Grouped as organizers think, not as the code is laid out."""
        models = {model["object_name"]: model for app in super().get_app_list(request) for model in app["models"]}
        groups = [
            {"name": name, "app_label": "", "app_url": "", "models": [models[each] for each in names if each in models]}
            for name, names in GROUPS
        ]
        return [group for group in groups if group["models"]]

    def index(self, request, extra_context=None):
        editions = Workshop.objects.managed_by(request.user).newest_first()
        edition = editions.filter(slug=request.GET.get("edition", "")).first() or editions.first()
        context = {"editions": editions, "edition": edition, "mail": backlog(messages_managed_by(request.user))}
        if edition:
            context |= _figures(edition, request.user)
        return super().index(request, {**context, **(extra_context or {})})


def _figures(edition, user):
    papers = edition.papers.all()
    messages = messages_managed_by(user).in_scope(edition)
    return {
        "papers_public": papers.public().count(),
        "papers_undecided": papers.undecided(),
        "papers_to_announce": papers.filter(status="accepted", announced_at=None),
        "awards": board(edition, user),
        "programmes": edition.grant_programmes.allocated_by(user),
        "grant_tasks": waiting.tasks(edition, user),
        "funds": edition.funds.managed_by(user).as_told_to(user).select_related("sponsor", "workshop"),
        "messages_waiting": messages.waiting().count(),
        "messages_sent": messages.sent().count(),
        "messages_troubled": messages.troubled().defer("text", "html")[:9],  # eight are named
        "imports_ready": edition.imports.filter(
            status__in=[ImportStatus.READY, ImportStatus.MAPPING, ImportStatus.FAILED]
        ),
        "dates_ahead": edition.dates.filter(at__gte=timezone.now()),
    }
