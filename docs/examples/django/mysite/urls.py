"""The addresses of the project."""

from django.urls import path

from calls import views

urlpatterns = [path("voice", views.voice), path("choice", views.choice)]
