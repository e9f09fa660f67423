"""What a production server needs from its environment."""

import os
from collections.abc import Sequence
from typing import Any

from django.core.checks import Error, Tags, register

SECRETS = ("SECRET_KEY", "TWILIO_AUTH_TOKEN")


def missing_secrets() -> list[str]:
    """Return the names of the secrets that the environment does not give."""
    return [name for name in SECRETS if not os.environ.get(name)]


@register(Tags.security, deploy=True)
def secrets_are_given(app_configs: Sequence[Any] | None, **_: object) -> list[Error]:
    """Fail where a secret would be random: each process would have its own, and refuse every call."""
    hint = "Set it to the same value for every process; docs/operations.md says where it comes from."
    return [Error(f"{name} is not set.", hint=hint, id="ivr.E001") for name in missing_secrets()]
