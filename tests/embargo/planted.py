"""An address book of pages that leak, each in its own way, to show that the comparison catches them."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, HttpResponseForbidden, HttpResponseNotFound, HttpResponseRedirect
from django.urls import path

from accounts.models import Person
from awards.models import Award


@login_not_required
def count(request):
    return HttpResponse(f"{Award.objects.count()} awards")


@login_not_required
def header(request):
    return HttpResponse("Nothing new.", headers={"ETag": f'"{Award.objects.latest("pk").pk}"'})


@login_not_required
def cookie(request):
    response = HttpResponse("Nothing new.")
    if Award.objects.filter(status="decided", category__name__startswith="Quillwort").exists():
        response.set_cookie("seen", "yes")
    return response


@login_not_required
def status(request, award):
    exists = Award.objects.filter(pk=award).exists()
    return HttpResponseForbidden("No.") if exists else HttpResponseNotFound("No.")


@login_not_required
def query(request):
    """Says the same, after it has looked a little longer."""
    if Award.objects.filter(category__name__startswith="Quillwort").exists():
        Person.objects.count()
    return HttpResponse("Nothing new.")


@login_not_required
def redirect(request):
    last = Award.objects.latest("pk")
    return HttpResponseRedirect(f"/{last.category.workshop.slug}/awards/{last.pk}/")


urlpatterns = [
    path("count/", count, name="count"),
    path("header/", header, name="header"),
    path("cookie/", cookie, name="cookie"),
    path("query/", query, name="query"),
    path("redirect/", redirect, name="redirect"),
    path("awards/<int:award>/", status, name="status"),
]
