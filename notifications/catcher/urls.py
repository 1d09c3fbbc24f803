from django.urls import path

from notifications.catcher import views

urlpatterns = [
    path("", views.index, name="index"),
    path("messages.json", views.as_json, name="json"),
    path("messages/<slug:name>", views.message, name="message"),
    path("messages/<slug:name>/body", views.body, name="body"),
    path("messages/<slug:name>/raw", views.raw, name="raw"),
    path("catcher.css", views.style, name="style"),
]
handler404 = views.not_found
