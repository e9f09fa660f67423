"""Where Twilio, the theaters' managers and those who try it find the line."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("movies/", include("movies.urls")),
    path("phone/", include("phone.urls")),
    path("admin/", admin.site.urls),
]
