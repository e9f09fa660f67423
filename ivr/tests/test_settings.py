"""The settings, as environments make them."""

import json
import os
import subprocess
import sys
from pathlib import Path
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
    "TWILIO_SHARED_KEYS",
    "JOURNEY_CLOCK",
    "JSON_LOG",
    "STATIC_ROOT",
    "CALL_LOG",
    "CALL_LOG_MASKS_KEYS",
)


PRODUCTION = {
    "ALLOWED_HOSTS": "movie-info.example",
    "BEHIND_TLS_PROXY": "on",
    "HSTS_SECONDS": "31536000",
    "SECRET_KEY": "x-" * 30 + "of many letters",
    "TWILIO_AUTH_TOKEN": "0123456789abcdef" * 2,
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
    assert first["SECURE_PROXY_SSL_HEADER"] is None
    assert first["USE_X_FORWARDED_HOST"] is False
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


@pytest.mark.parametrize("name", ["TWILIO_AUTH_TOKEN", "TWILIO_SECONDARY_AUTH_TOKEN"])
@pytest.mark.parametrize("written", ['"{}"', "'{}'", " {}", "{}\n", "TWILIO_AUTH_TOKEN={}", "{}0", "of the account"])
def test_a_token_that_twilio_cannot_have_given_is_found_before_calls_are_refused(name: str, written: str) -> None:
    token = PRODUCTION["TWILIO_AUTH_TOKEN"]
    checked = python("manage.py", "check", "--deploy", **PRODUCTION | {name: written.format(token)})
    assert checked.returncode == 1
    assert f"(ivr.E002) {name} is not 32 hexadecimal digits, as Twilio's tokens are." in checked.stderr
    assert token not in checked.stderr


@pytest.mark.parametrize(
    "host",
    ["https://line.example", '"line.example"', "line.example:443", "other.example, line.example", "line.example/"],
)
def test_a_host_that_no_request_can_name_is_found_before_calls_are_refused(host: str) -> None:
    checked = python("manage.py", "check", "--deploy", **PRODUCTION | {"ALLOWED_HOSTS": host})
    assert checked.returncode == 1
    assert "(ivr.E003) ALLOWED_HOSTS has " in checked.stderr


@pytest.mark.parametrize("host", ["line.example", ".example", "*", "10.0.3.17", "[::1]", "a.example,b.example"])
def test_a_host_that_requests_can_name_is_taken(host: str) -> None:
    checked = python("manage.py", "check", "--deploy", **PRODUCTION | {"ALLOWED_HOSTS": host})
    assert "E003" not in checked.stderr


def test_a_log_of_calls_that_cannot_be_written_is_found_before_it_is_missed(tmp_path: Path) -> None:
    for name, code in (("nowhere/calls.log", 1), ("calls.log", 0)):
        checked = python("manage.py", "check", "--deploy", **PRODUCTION, CALL_LOG=str(tmp_path / name))
        assert checked.returncode == code, checked.stderr
        assert ("(ivr.E004) CALL_LOG is " in checked.stderr) == bool(code)


def test_calls_are_logged_only_where_that_is_set() -> None:
    middleware = "movies.call_log.CallLog"
    assert middleware not in settings()["MIDDLEWARE"]
    read = settings(CALL_LOG="calls.log", JOURNEY_CLOCK="on")["MIDDLEWARE"]
    clock, log, webhooks = map(read.index, ("movies.clock.ClockOverride", middleware, "movies.lean.Lean"))
    assert clock < log < webhooks  # the log has the time of the line


@pytest.mark.parametrize(
    "password", ["s3cr?et", "s3cr/et", "s3cr#et", "s3cr[et", "12?s3cret", "12/s3cret", "s3c:r/e@t"]
)
@pytest.mark.parametrize(
    "command", [["manage.py", "check"], ["-m", "gunicorn", "ivr.wsgi"]], ids=["manage", "gunicorn"]
)
def test_a_password_that_breaks_the_databases_address_is_explained_in_a_sentence(
    password: str, command: list[str]
) -> None:
    secrets = {"SECRET_KEY": "x", "TWILIO_AUTH_TOKEN": "x", "BIND": "127.0.0.1:0"}
    done = python(*command, DATABASE_URL=f"postgres://line:{password}@db.example:5432/line", **secrets)
    assert done.returncode == 1
    [sentence] = done.stderr.splitlines()
    assert sentence.startswith("DATABASE_URL cannot be read: write it like postgres://user:password@host:5432/name")
    assert sentence.endswith("such as %3F for a question mark.")
    for piece in password.replace("?", " ").replace("/", " ").replace("#", " ").replace("[", " ").split():
        assert f"{piece} " not in done.stdout + done.stderr.replace(sentence, "")


@pytest.mark.parametrize(
    "url", ['"postgres://line:x@db.example/line"', "postgres//line", "foo://line@db.example/x", "x"]
)
def test_what_is_no_address_of_a_database_is_explained_in_a_sentence(url: str) -> None:
    done = python("manage.py", "check", DATABASE_URL=url)
    assert done.returncode == 1
    assert done.stderr.startswith("DATABASE_URL cannot be read")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("url", "name", "password"),
    [
        ("postgres://line:p%40ss%3Fw%2Frd@db.example:5432/line", "line", "p@ss?w/rd"),
        ("postgres://line@db.example/line?sslmode=require", "line", ""),
        ("postgres://line:x@a.example:5432,b.example:5433/line", "line", "x"),
        ("sqlite:////var/lib/l@ne?.sqlite3", "/var/lib/l@ne", ""),
        ("sqlite://:memory:", ":memory:", None),
    ],
)
def test_an_address_of_a_database_is_read(url: str, name: str, password: str | None) -> None:
    database = settings(DATABASE_URL=url)["DATABASES"]["default"]
    assert (database["NAME"], database.get("PASSWORD")) == (name, password)
