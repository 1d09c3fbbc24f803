from django.urls import path

from workshops import views

app_name = "workshops"
urlpatterns = [
    path("dates/", views.dates, name="dates"),
    path("speakers/", views.speakers, name="speakers"),
    path("organizers/", views.organizers, name="organizers"),
    path("committee/", views.committee, name="committee"),
    path("<slug:page>/", views.page, name="page"),  # last: it takes what is left
]
