"""What stands at the phone's addresses while the phone is off."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache


@never_cache
def phone_off(request: HttpRequest) -> HttpResponse:
    """HTTP 404, with a page that says how to turn the phone on."""
    return render(request, "ivr/phone_off.html", status=404)
