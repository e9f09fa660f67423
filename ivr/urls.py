"""The addresses of the line: for Twilio, load balancers, and the theaters' managers."""

from django.contrib import admin
from django.urls import include, path

from . import health

urlpatterns = [
    path("movies/", include("movies.urls")),
    path("health/live", health.live),
    path("health/ready", health.ready),
    path("admin/", admin.site.urls),
]
