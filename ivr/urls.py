"""The addresses of the line: for Twilio, the theaters' managers and, in development, the phone.

Load balancers are answered in ``movies.health``, before addresses are looked up.
"""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path, re_path

from .phone_off import phone_off

urlpatterns = [
    path("movies/", include("movies.urls")),
    path("admin/", admin.site.urls),
    path("phone/", include("phone.urls")) if settings.PHONE_ENABLED else re_path("^phone/", phone_off),
]
