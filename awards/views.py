from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from awards.record import awards_of_all_editions, committee, public_record
from awards.record.anthology import to_xml
from awards.record.csv import to_csv
from awards.record.json import to_json
from awards.record.procedure import how_decided
from workshops.models import Workshop
from workshops.navigation import edition_or_404


@login_not_required
def awards(request, workshop):
    edition = edition_or_404(request, workshop)
    record = public_record(edition)
    said = {"committee": committee(edition), "how_decided": how_decided(record["categories"])}
    return render(request, "awards/awards.html", {"edition": edition, **record, **said})


@login_not_required
def all_awards(request):
    return render(request, "awards/all.html", {"awards": awards_of_all_editions()})


@login_not_required
def awards_json(request, workshop):
    return _file(to_json(_edition(workshop)), "application/json", f"inline; filename=awards-{workshop}.json")


@login_not_required
def awards_xml(request, workshop):
    return _file(to_xml(_edition(workshop)), "application/xml", f"inline; filename=awards-{workshop}.xml")


@login_not_required
def awards_csv(request, workshop):
    """Begins with a byte order mark, so that Excel reads its letters."""
    content = f"\ufeff{to_csv(_edition(workshop))}"
    return _file(content, "text/csv; charset=utf-8", f"attachment; filename=awards-{workshop}.csv")


def _edition(slug):
    """As anybody sees it: a file does not depend on who asks."""
    return get_object_or_404(Workshop.objects.public().select_related("series"), slug=slug)


def _file(content, kind, disposition):
    return HttpResponse(content, kind, headers={"Content-Disposition": disposition})
