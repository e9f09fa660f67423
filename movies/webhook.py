"""What makes a webhook of a view: for Twilio alone, in time, and polite even when the catalogue fails."""

import functools
import logging
from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import Error as CatalogueError
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from twilio.request_validator import HMAC_SHA1, RequestValidator
from twilio.twiml.voice_response import VoiceResponse

from . import request_log
from .database import deadline

LARGEST_REQUEST = 65_536  # bytes; Twilio's own are a few thousand
UNREADABLE = (SuspiciousOperation, MultiPartParserError, OSError, ValueError)  # what a form or a host may raise

View = Callable[[HttpRequest], VoiceResponse]
Webhook = Callable[[HttpRequest], HttpResponse]

logger = logging.getLogger(__name__)


class EitherToken:
    """Twilio's own validator, for the primary auth token and, while one replaces the other, the secondary.

    SharedKeys, which an account may have in place of its token, replace each other likewise.
    https://www.twilio.com/docs/iam/api/secondary-authtoken
    https://www.twilio.com/docs/usage/webhooks/webhook-shared-keys
    """

    def __init__(self, *secrets: str, algorithm: str = HMAC_SHA1) -> None:
        self.validators = [RequestValidator(secret) for secret in secrets if secret]
        self.algorithm = algorithm

    def validate(self, uri: str, params: Mapping[str, Any], signature: str) -> bool:
        """Whether the request is signed with one of the secrets."""
        return any(validator.validate(uri, params, signature, self.algorithm) for validator in self.validators)


def make_webhook(view: View, validate: Callable[[HttpRequest], None]) -> Webhook:
    """Return the webhook that answers the TwiML of a view, to POST requests that ``validate`` lets pass.

    What ``validate`` raises is Django's to answer; when the database fails or takes too long, callers hear an apology.
    """

    @csrf_exempt
    @require_POST
    @functools.wraps(view)
    def webhook(request: HttpRequest) -> HttpResponse:
        refuse_large(request)
        validate(request)
        request_log.call_sid.set(request.POST.get("CallSid"))
        try:
            with deadline():
                response = view(request)
        except CatalogueError:
            logger.exception("The catalogue failed during call %s", request.POST.get("CallSid"))
            response = apology()
        return HttpResponse(str(response), content_type="text/xml")

    return webhook


def refuse_large(request: HttpRequest) -> None:
    """Raise RequestDataTooBig, which Django answers with HTTP 400, for a request that Twilio would never make."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST_REQUEST:
        raise RequestDataTooBig(f"The request has more than {LARGEST_REQUEST} bytes.")


def apology() -> VoiceResponse:
    """Say that the line is out of order, and hang up."""
    response = VoiceResponse()
    response.say("We are sorry, movie info is not available right now. Please call again later.")
    response.hangup()
    return response
