from django.urls import include, path

from awards import views
from awards.applying import views as applying
from awards.refereeing import views as refereeing
from awards.room import nominating
from awards.room.urls import urlpatterns as room

app_name = "awards"
urlpatterns = [
    path("awards/", views.awards, name="awards"),
    path("awards.json", views.awards_json, name="json"),
    path("awards.csv", views.awards_csv, name="csv"),
    path("awards.xml", views.awards_xml, name="xml"),
    path("grants/", applying.grants, name="grants"),
    path("grants/reviews/", refereeing.reviews, name="reviews"),
    path("grants/reviews/<int:pk>/", refereeing.review, name="review"),
    path("grants/<int:pk>/", applying.apply, name="apply"),
    path("grants/<int:pk>/withdraw/", applying.withdraw, name="withdraw"),
    path("awards/committee/", include(room)),
    path("awards/nominate/", nominating.nominate_page, name="nominate"),
    path("awards/nominate/<int:pk>/", nominating.nominate_in, name="nominate_in"),
]
