"""The settings, as environments make them."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest

SHOW = (
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
    "TWILIO_SECONDARY_AUTH_TOKEN",
    "JOURNEY_CLOCK",
    "JSON_LOG",
    "STATIC_ROOT",
)


PRODUCTION = {
    "ALLOWED_HOSTS": "movie-info.example",
    "BEHIND_TLS_PROXY": "on",
    "HSTS_SECONDS": "31536000",
    "SECRET_KEY": "x-" * 30 + "of many letters",
    "TWILIO_AUTH_TOKEN": "of the account",
}


def python(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run Python with this environment."""
    rest = {name: value for name, value in os.environ.items() if name not in NAMES}
    command = [sys.executable, *arguments]
    return subprocess.run(command, env={**rest, **environment}, check=False, capture_output=True, text=True)


def settings(**environment: str) -> dict[str, Any]:
    """Return the settings of a process with this environment."""
    result: dict[str, Any] = json.loads(python("-c", SHOW, **environment).stdout)
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
    read = settings(BEHIND_TLS_PROXY="on")
    assert read["SECURE_PROXY_SSL_HEADER"] == ["HTTP_X_FORWARDED_PROTO", "https"]
    assert read["SECURE_SSL_REDIRECT"] is read["SESSION_COOKIE_SECURE"] is read["CSRF_COOKIE_SECURE"] is True
    assert read["SECURE_HSTS_SECONDS"] == 0


def test_a_domain_is_pinned_to_https_only_on_demand() -> None:
    read = settings(HSTS_SECONDS="60")
    assert read["SECURE_HSTS_SECONDS"] == 60
    assert read["SECURE_HSTS_INCLUDE_SUBDOMAINS"] is read["SECURE_HSTS_PRELOAD"] is True


def test_a_production_server_has_no_clock_that_can_be_overridden() -> None:
    checked = python("manage.py", "check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)
    assert checked.returncode == 0, checked.stderr
    checked = python("manage.py", "check", "--deploy", JOURNEY_CLOCK="on", **PRODUCTION)
    assert checked.returncode == 1
    assert "(movies.E001) A request can override the line's clock" in checked.stderr


@pytest.mark.parametrize("secret", ["SECRET_KEY", "TWILIO_AUTH_TOKEN"])
def test_a_production_server_is_given_its_secrets(secret: str) -> None:
    checked = python("manage.py", "check", "--deploy", **PRODUCTION | {secret: ""})
    assert checked.returncode == 1
    assert f"(ivr.E001) {secret} is not set." in checked.stderr
