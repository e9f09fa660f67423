"""The addresses of the call flow.

The first one is the webhook of the phone number, the last two are its fallback and its status callback.
"""

from django.urls import path

from . import views

urlpatterns = [
    path("choose-theater", views.choose_theater, name="choose-theater"),
    path("choose-movie", views.choose_movie, name="choose-movie"),
    path("list-showtimes", views.list_showtimes, name="list-showtimes"),
    path("apologize", views.apologize, name="apologize"),
    path("call-ended", views.call_ended, name="call-ended"),
]
