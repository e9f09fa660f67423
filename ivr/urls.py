"""Where Twilio, the theaters' managers and those who try it find the line."""

from django.contrib import admin
from django.urls import include, path

from . import health

urlpatterns = [
    path("movies/", include("movies.urls")),
    path("phone/", include("phone.urls")),
    path("health/live", health.live),
    path("health/ready", health.ready),
    path("admin/", admin.site.urls),
]
