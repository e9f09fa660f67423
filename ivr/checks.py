"""What a production server needs from its environment."""

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.core.checks import Error, Tags, register

SECRETS = ("SECRET_KEY", "TWILIO_AUTH_TOKEN")
TOKENS = ("TWILIO_AUTH_TOKEN", "TWILIO_SECONDARY_AUTH_TOKEN")
TOKEN = re.compile("[0-9a-f]{32}")
HOST = re.compile(r"\*|\.?[a-z0-9-]+(\.[a-z0-9-]+)*\.?|\[[0-9a-f:.]+\]", re.IGNORECASE)


def missing_secrets() -> list[str]:
    """Return the names of the secrets that the environment does not give."""
    return [name for name in SECRETS if not os.environ.get(name)]


@register(Tags.security, deploy=True)
def the_environment_is_complete(app_configs: Sequence[Any] | None, **_: object) -> list[Error]:
    """Fail where the line would refuse every call: quotes, spaces and the like have become part of a value."""
    return [*secrets_that_are_random(), *tokens_that_are_none(), *hosts_that_are_none(), *logs_that_are_none()]


def secrets_that_are_random() -> Iterator[Error]:
    """Yield an error for each secret that would be random: each process would have its own."""
    hint = "Set it to the same value for every process; docs/operations.md says where it comes from."
    for name in missing_secrets():
        yield Error(f"{name} is not set.", hint=hint, id="ivr.E001")


def tokens_that_are_none() -> Iterator[Error]:
    """Yield an error for each token that Twilio cannot have given. The token itself is nobody's business."""
    for name in TOKENS:
        if os.environ.get(name) and not TOKEN.fullmatch(os.environ[name]):
            hint = "Copy it from Twilio's console, and set it without quotes, white space or a name before it."
            yield Error(f"{name} is not 32 hexadecimal digits, as Twilio's tokens are.", hint=hint, id="ivr.E002")


def hosts_that_are_none() -> Iterator[Error]:
    """Yield an error for each host that no request can name."""
    for host in os.environ.get("ALLOWED_HOSTS", "").split(","):
        if host and not HOST.fullmatch(host):
            hint = "Write names alone, separated by commas: no scheme, port, path, quotes or white space."
            yield Error(f"ALLOWED_HOSTS has {host!r}, which is no host.", hint=hint, id="ivr.E003")


def logs_that_are_none() -> Iterator[Error]:
    """Yield an error for a log of calls that cannot be written: nobody would miss it until it is wanted."""
    path = Path(os.environ.get("CALL_LOG", ""))
    if path.name and not os.access(path if path.exists() else path.parent, os.W_OK):
        hint = "Name a file in a folder that is there, and in which the line may write."
        yield Error(f"CALL_LOG is {str(path)!r}, which cannot be written.", hint=hint, id="ivr.E004")
