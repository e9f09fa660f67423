"""What ``check --deploy`` says about the phone."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import Error, Tags, register


@register(Tags.security, deploy=True)
def the_phone_is_off(app_configs: Sequence[Any] | None, **_: object) -> list[Error]:
    """Fail: only where the phone is on is this check registered, and everybody could use it there."""
    hint = "Unset PHONE_ENABLED, or set it to off; it is for development alone."
    return [Error("The phone in the browser is on: anybody could dial the line with it.", hint=hint, id="phone.E001")]
