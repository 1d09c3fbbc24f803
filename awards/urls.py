from django.urls import include, path

from awards import views
from awards.room import nominating
from awards.room.urls import urlpatterns as room

app_name = "awards"
urlpatterns = [
    path("awards/", views.awards, name="awards"),
    path("awards.json", views.awards_json, name="json"),
    path("awards.csv", views.awards_csv, name="csv"),
    path("awards.xml", views.awards_xml, name="xml"),
    path("awards/committee/", include(room)),
    path("awards/nominate/", nominating.nominate_page, name="nominate"),
    path("awards/nominate/<int:pk>/", nominating.nominate_in, name="nominate_in"),
]
