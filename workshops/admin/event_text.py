"""Mails that are written by themselves, at the desk: whose words each has, how it looks, and an edition's own words."""

from django import forms
from django.contrib import admin
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.translation import gettext as _

from accounts.managed import ManagedAdmin
from accounts.timeline import TimelineAdmin
from workshops.mailings.events import events, own_text
from workshops.models import EventText, Workshop


class EventTextForm(forms.ModelForm):
    """``edition`` and ``event`` are settled by the page that it is on; a new one begins with our words."""

    class Meta:
        model = EventText
        fields = ["subject", "body"]
        widgets = {"body": forms.Textarea(attrs={"rows": 20})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.instance.workshop, self.instance.event = self.edition, self.event.name
            self.initial = {"subject": self.event.subject, "body": self.event.body}

    def clean(self):
        self.instance.validate_constraints()  # of what is not typed
        return super().clean()


@admin.register(EventText)
class EventTextAdmin(TimelineAdmin, ManagedAdmin):
    form = EventTextForm
    change_form_template = "admin/texts/form.html"
    list_display = ["mail", "workshop", "subject"]
    list_filter = [("workshop", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["workshop"]
    search_fields = ["subject", "body"]

    @admin.display(description=EventText._meta.get_field("event").verbose_name, ordering="event")
    def mail(self, text):
        return text.label

    def get_urls(self):
        at = "edition/<slug:workshop>/"
        return [
            path(at, self.admin_site.admin_view(self.edition_view), name="workshops_texts"),
            path(f"{at}<slug:event>/", self.admin_site.admin_view(self.text_view), name="workshops_text"),
            *super().get_urls(),
        ]

    # -- All mails of an edition, and one of them -----------------------------------------------------

    def edition_view(self, request, workshop):
        editions = Workshop.objects.managed_by(request.user).newest_first()
        edition = get_object_or_404(editions, slug=workshop)
        rows = [(event, own_text(edition, name)) for name, event in events.items()]
        context = self._page(request, edition, _("Texts of mails"), editions=editions, rows=rows)
        return render(request, "admin/texts/edition.html", context)

    def text_view(self, request, workshop, event):
        edition = get_object_or_404(Workshop.objects.managed_by(request.user), slug=workshop)
        if event not in events:
            raise Http404
        own = own_text(edition, event)
        context = self._page(request, edition, events[event].label, event=events[event], own=own)
        if not own or not own.problems:
            context["letters"] = list(events[event].seen(own or events[event], edition))
        return render(request, "admin/texts/text.html", context)

    def _page(self, request, edition, title, **more):
        site = self.admin_site.each_context(request)
        return {**site, "opts": self.opts, "edition": edition, "title": title, **more}

    # -- An edition's own words -----------------------------------------------------------------------

    def add_view(self, request, form_url="", extra_context=None):
        """For one mail of one edition; without them, where one chooses."""
        editions = Workshop.objects.managed_by(request.user).newest_first()
        asked = request.GET.get("event", "")
        if asked not in events:
            return redirect("admin:workshops_texts", get_object_or_404(editions[:1]).slug)
        edition = get_object_or_404(editions, slug=request.GET.get("edition", ""))
        if request.method == "GET" and (own := own_text(edition, asked)):
            return redirect("admin:workshops_eventtext_change", own.pk)
        context = {"title": f"{edition}: {events[asked].label}", "edition": edition}
        return super().add_view(request, form_url, {**context, **(extra_context or {})})

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        edition = None if obj else Workshop.objects.get(slug=request.GET["edition"])
        return type("EventTextForm", (form,), {"edition": edition, "event": _event_of(request, obj)})

    def get_fieldsets(self, request, obj=None):
        there = render_to_string("admin/texts/_placeholders.html", {"event": _event_of(request, obj)})
        return [(None, {"fields": EventTextForm.Meta.fields, "description": there})]

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        context = {**(extra_context or {}), "show_save_and_add_another": False}
        return super().changeform_view(request, object_id, form_url, context)

    def response_post_save_add(self, request, obj):
        return redirect("admin:workshops_text", obj.workshop.slug, obj.event)

    response_post_save_change = response_post_save_add

    def delete_model(self, request, obj):
        request.text_taken_back = obj  # for the page after it
        super().delete_model(request, obj)

    def response_delete(self, request, obj_display, obj_id):
        super().response_delete(request, obj_display, obj_id)  # with its message
        gone = request.text_taken_back
        return redirect(reverse("admin:workshops_text", args=[gone.workshop.slug, gone.event]))


def _event_of(request, text):
    return events.get(text.event if text else request.GET["event"])
