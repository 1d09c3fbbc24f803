from pathlib import Path

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp, csp_update
from django.contrib.staticfiles import finders
from django.http import FileResponse, Http404, HttpResponse, HttpResponseNotFound, JsonResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_sameorigin

INBOX = "laurel.inbox"


def index(request):
    return render(request, "notifications/catcher/index.html", {"messages": request.environ[INBOX].newest_first()})


def as_json(request):
    return JsonResponse({"messages": [_summary(caught) for caught in request.environ[INBOX].newest_first()]})


def _summary(caught):
    return {
        "id": caught.id,
        "at": caught.at,
        "from": caught.mail["From"],
        "to": caught.mail["To"],
        "subject": caught.subject,
        "text": caught.part("plain"),
    }


@csp_update({"frame-src": [SELF]})
def message(request, name):
    caught = _caught(request, name)
    context = {"message": caught, "text": caught.part("plain"), "has_html": bool(caught.part("html"))}
    return render(request, "notifications/catcher/message.html", context)


@xframe_options_sameorigin
@csp({"default-src": [NONE], "style-src": [UNSAFE_INLINE], "frame-ancestors": [SELF], "sandbox": [True]})
def body(request, name):
    """The HTML part as it came: mails bring their styles along, and may do nothing else."""
    return HttpResponse(_caught(request, name).part("html"))


def raw(request, name):
    return HttpResponse(_caught(request, name).raw, content_type="text/plain; charset=utf-8")


def style(request):
    return FileResponse(Path(finders.find("notifications/catcher.css")).open("rb"), content_type="text/css")


def not_found(request, exception):
    return HttpResponseNotFound("There is no such page.", content_type="text/plain")


def _caught(request, name):
    caught = request.environ[INBOX].get(name)
    if caught is None:
        raise Http404
    return caught
