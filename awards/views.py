from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render

from awards.record import public_record
from workshops.navigation import edition_or_404


@login_not_required
def awards(request, workshop):
    edition = edition_or_404(request, workshop)
    return render(request, "awards/awards.html", {"edition": edition, **public_record(edition)})
