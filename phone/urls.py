"""The addresses of the phone in the browser."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.phone, name="phone"),
    path("act", views.perform, name="phone-act"),
    path("scenario", views.scenario, name="phone-scenario"),
]
