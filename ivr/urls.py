"""The addresses of the line: for Twilio, and the theaters' managers.

Load balancers are answered in ``movies.health``, before addresses are looked up.
"""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("movies/", include("movies.urls")),
    path("admin/", admin.site.urls),
]
