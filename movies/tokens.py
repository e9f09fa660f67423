"""The auth tokens of the Twilio account: while one is replaced by another, Twilio may sign with either."""

from collections.abc import Mapping
from typing import Any

from twilio.request_validator import RequestValidator


class EitherToken:
    """Twilio's own validator, for the primary token and, if there is one, the secondary.

    https://www.twilio.com/docs/iam/api/secondary-authtoken
    """

    def __init__(self, *auth_tokens: str) -> None:
        self.validators = [RequestValidator(token) for token in auth_tokens if token]

    def validate(self, uri: str, params: Mapping[str, Any], signature: str) -> bool:
        """Whether the request is signed with one of the tokens."""
        return any(validator.validate(uri, params, signature) for validator in self.validators)
