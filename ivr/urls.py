"""The addresses of the line: for Twilio, load balancers, the theaters' managers and, in development, the phone."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path, re_path

from . import health
from .phone_off import phone_off

urlpatterns = [
    path("movies/", include("movies.urls")),
    path("health/live", health.live),
    path("health/ready", health.ready),
    path("admin/", admin.site.urls),
    path("phone/", include("phone.urls")) if settings.PHONE_ENABLED else re_path("^phone/", phone_off),
]
