"""The addresses of the line, and one that does as little as a webhook can: it checks the signature.

That one has not the short way of webhooks: with what it is compared stays the same.
"""

from django.http import HttpRequest
from django.urls import path
from twilio.twiml.voice_response import VoiceResponse

from ivr.urls import urlpatterns as addresses
from movies.views import twilio_webhook


@twilio_webhook
def constant(_request: HttpRequest) -> VoiceResponse:
    """The same menu for every request."""
    response = VoiceResponse()
    response.gather(action="/constant", finish_on_key="#", timeout=20).say("Press any key")
    return response


urlpatterns = [*addresses, path("constant", constant)]
