"""The page behind the link of an announcement. Whoever has the link may press, and mail programs press for them."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from accounts.models import Merge, Person
from workshops.models import OptOut, Workshop
from workshops.models.opt_out import of_token


@never_cache
@csrf_exempt  # the mail program has no cookie of ours, and pressing harms nobody
@login_not_required
def unsubscribe(request, token):
    """RFC 8058: a POST ends it, also one for which nobody is signed in; a GET, which scanners send too, only asks."""
    person, edition = _named(token)
    opt_outs = OptOut.objects.of(person, edition)
    if request.method == "POST" and "again" in request.POST:
        opt_outs.delete()
    elif request.method == "POST" and not opt_outs.exists():
        OptOut.objects.create(person=person, workshop=edition)
    return render(request, "workshops/unsubscribe.html", {"edition": edition, "is_out": opt_outs.exists()})


def _named(token):
    found = of_token(token)
    if found is None:
        raise Http404
    person, edition = found
    merge = Merge.objects.standing().filter(gone=person).first()
    return get_object_or_404(Person, pk=merge.kept_id if merge else person), get_object_or_404(Workshop, pk=edition)
