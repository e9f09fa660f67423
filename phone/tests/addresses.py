"""The addresses of a line with the phone, for tests in a process that was started without it."""

from django.urls import include, path

from ivr.urls import urlpatterns as addresses_of_the_line

urlpatterns = [path("phone/", include("phone.urls")), *addresses_of_the_line]
