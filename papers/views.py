from django.contrib.auth.decorators import login_not_required
from django.db.models import Prefetch
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, render

from papers.models import Paper, Presentation
from workshops.navigation import edition_or_404


@login_not_required
def papers(request, workshop):
    edition = edition_or_404(request, workshop)
    return render(request, "papers/papers.html", {"edition": edition, "papers": edition.papers.public().with_authors()})


@login_not_required
def paper(request, workshop, number):
    edition = edition_or_404(request, workshop)
    found = get_object_or_404(edition.papers.public(), number=number)
    slots = found.presentations.select_related("slot").order_by("slot__starts_at")
    return render(request, "papers/paper.html", {"edition": edition, "paper": found, "presentations": slots})


@login_not_required
def pdf(request, workshop, number):
    """The uploaded file, as a download: what authors upload never runs as a page of this site."""
    found = get_object_or_404(Paper.objects.public(), workshop__slug=workshop, number=number)
    if not found.pdf:
        raise Http404
    response = FileResponse(found.pdf.open(), as_attachment=True, filename=f"{workshop}-{number}.pdf")
    response.headers["Content-Type"] = "application/pdf"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@login_not_required
def schedule(request, workshop):
    edition = edition_or_404(request, workshop)
    shown = (
        Presentation.objects.public()
        .select_related("paper__workshop")
        .prefetch_related(Prefetch("paper__authorships", to_attr="authors"))
    )
    slots = edition.slots.select_related("session").prefetch_related("appearances", Prefetch("presentations", shown))
    return render(request, "papers/schedule.html", {"edition": edition, "slots": slots})
