from django.urls import path

from papers import views

app_name = "papers"
urlpatterns = [
    path("papers/", views.papers, name="papers"),
    path("papers/<int:number>/", views.paper, name="paper"),
    path("papers/<int:number>/pdf/", views.pdf, name="pdf"),
    path("schedule/", views.schedule, name="schedule"),
]
