from django.urls import path

from awards.room import chair, views

urlpatterns = [
    path("", views.room, name="room"),
    path("seat/", views.seat, name="room_seat"),
    path("<int:pk>/", views.category, name="room_category"),
    path("<int:pk>/conflicts/", views.conflicts, name="room_conflicts"),
    path("<int:pk>/ballot/", views.ballot, name="room_ballot"),
    path("<int:pk>/papers/<int:number>/", views.candidate, name="room_candidate"),
    path("<int:pk>/papers/<int:number>/pdf/", views.pdf, name="room_pdf"),
    path("<int:pk>/papers/<int:number>/do/<slug:verb>/", chair.move, name="room_move"),
    path("<int:pk>/do/decide/", chair.decide, name="room_decide"),
    path("<int:pk>/do/<slug:verb>/", chair.step, name="room_step"),
    path("<int:pk>/minutes.pdf", chair.minutes_pdf, name="room_minutes_pdf"),
    path("<int:pk>/minutes.csv", chair.minutes_csv, name="room_minutes_csv"),
]
