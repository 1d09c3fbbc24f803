from django.urls import path

from awards.my import views

app_name = "my"
urlpatterns = [
    path("<int:award>/name/", views.name, name="name"),
    path("<int:award>/share/accept/", views.accept, name="accept"),
    path("<int:award>/share/donate/", views.donate, name="donate"),
    path("<int:award>/share/decline/", views.decline, name="decline"),
]
