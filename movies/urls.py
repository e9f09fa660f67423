"""The addresses of the call flow. The first one is the webhook of the phone number, the last its fallback."""

from django.urls import path

from . import views

urlpatterns = [
    path("choose-theater", views.choose_theater, name="choose-theater"),
    path("choose-movie", views.choose_movie, name="choose-movie"),
    path("list-showtimes", views.list_showtimes, name="list-showtimes"),
    path("more-showtimes", views.more_showtimes, name="more-showtimes"),
    path("apologize", views.apologize, name="apologize"),
]
