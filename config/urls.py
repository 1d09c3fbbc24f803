from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from awards import verify
from awards.my import grants, offers
from awards.views import all_awards
from config import views
from notifications import reports
from workshops.unsubscribing import unsubscribe

urlpatterns = [
    path("", views.home, name="home"),
    path("healthz", views.healthz, name="healthz"),
    path("me/", views.me, name="me"),
    path("me/awards/", include("awards.my.urls")),
    path("me/offers/<int:pk>/", offers.mine, name="my_offer"),
    path("me/grants/<int:pk>/give-up/", grants.give_up, name="give_up"),
    path("offers/<str:token>/", offers.linked, name="offer"),
    path("unsubscribe/<str:token>/", unsubscribe, name="unsubscribe"),
    path("awards/", all_awards, name="all_awards"),
    path("certificates/", verify.search, name="certificates"),
    path("certificates/<str:code>/", verify.certificate, name="certificate"),
    path("certificates/<str:code>/certificate.pdf", verify.pdf, name="certificate_pdf"),
    path("people/<int:pk>/", views.person, name="person"),
    path("files/people/<int:pk>/photo", views.photo, name="photo"),
    path("files/sponsors/<int:pk>/logo", views.logo, name="logo"),
    path("files/editions/<slug:workshop>/banner", views.banner, name="banner"),
    path("accounts/", include("allauth.account.urls")),
    path("desk/", admin.site.urls),
    *reports.paths(settings.MAIL_PROVIDER),
    path("<slug:workshop>/", views.edition, name="edition"),
    path("<slug:workshop>/", include("papers.urls")),
    path("<slug:workshop>/", include("awards.urls")),
    path("<slug:workshop>/", include("workshops.urls")),
]
