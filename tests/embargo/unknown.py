"""An address book with a page whose argument nobody has explained to the harness."""

from django.http import HttpResponse
from django.urls import path

urlpatterns = [path("awards/<slug:shelf>/", HttpResponse, name="shelf")]
