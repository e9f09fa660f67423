"""The settings, as environments make them."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest

TELL = (
    "import json, ivr.settings as s; print(json.dumps({k: getattr(s, k) for k in dir(s) if k.isupper()}, default=str))"
)
NAMES = (
    "DEBUG",
    "SECRET_KEY",
    "TWILIO_AUTH_TOKEN",
    "ALLOWED_HOSTS",
    "BEHIND_TLS_PROXY",
    "HSTS_SECONDS",
    "DATABASE_URL",
)


def settings(**environment: str) -> dict[str, Any]:
    """Return the settings of a process with this environment."""
    rest = {name: value for name, value in os.environ.items() if name not in NAMES}
    command = [sys.executable, "-c", TELL]
    told = subprocess.run(command, env={**rest, **environment}, check=True, capture_output=True)  # noqa: S603 (our own words)
    result: dict[str, Any] = json.loads(told.stdout)
    return result


def test_without_an_environment_the_line_is_closed() -> None:
    first, second = settings(), settings()
    assert first["DEBUG"] is False
    assert first["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1", "[::1]"]
    for secret in ("SECRET_KEY", "TWILIO_AUTH_TOKEN"):
        assert len(first[secret]) == 64
        assert first[secret] != second[secret]


@pytest.mark.parametrize("secret", ["SECRET_KEY", "TWILIO_AUTH_TOKEN"])
def test_an_empty_secret_is_none(secret: str) -> None:
    assert len(settings(**{secret: ""})[secret]) == 64
    assert settings(**{secret: "given"})[secret] == "given"


def test_behind_a_proxy_everything_is_https() -> None:
    told = settings(BEHIND_TLS_PROXY="on")
    assert told["SECURE_PROXY_SSL_HEADER"] == ["HTTP_X_FORWARDED_PROTO", "https"]
    assert told["SECURE_SSL_REDIRECT"] is told["SESSION_COOKIE_SECURE"] is told["CSRF_COOKIE_SECURE"] is True
    assert told["SECURE_HSTS_SECONDS"] == 0


def test_a_domain_is_pinned_to_https_only_on_demand() -> None:
    told = settings(HSTS_SECONDS="60")
    assert told["SECURE_HSTS_SECONDS"] == 60
    assert told["SECURE_HSTS_INCLUDE_SUBDOMAINS"] is told["SECURE_HSTS_PRELOAD"] is True
