"""Settings of Movie Info: everything comes from the environment; docs/movie-info.md, "Settings", explains each name.

Without any, the line runs on SQLite, for this computer alone, and refuses every call: its secrets
are then random, so nothing that is published here opens a forgotten server.
"""

from pathlib import Path
from secrets import token_hex

import environ
from csp.constants import NONE, SELF
from pythonjsonlogger.core import RESERVED_ATTRS

from .database_url import read_database

DEFAULT_DATABASE = f"sqlite:///{Path(__file__).parent.parent / 'db.sqlite3'}"

env = environ.Env()

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="") or token_hex(32)
TWILIO_AUTH_TOKEN = env.str("TWILIO_AUTH_TOKEN", default="") or token_hex(32)
TWILIO_SECONDARY_AUTH_TOKEN = env.str("TWILIO_SECONDARY_AUTH_TOKEN", default="")
TWILIO_SHARED_KEYS = env.list("TWILIO_SHARED_KEYS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])

# Twilio signs the public URL, so the line must know what a proxy or tunnel turned that into.
BEHIND_TLS_PROXY = env.bool("BEHIND_TLS_PROXY", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS_PROXY else None
USE_X_FORWARDED_HOST = env.bool("USE_X_FORWARDED_HOST", default=False)
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS_PROXY
SECURE_REDIRECT_EXEMPT = ["^health/"]  # a probe of a check that is not there is told so: a redirect passes for health
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE_HSTS_SECONDS > 0

# An import does not keep callers waiting: readers and a writer work side by side. Whoever is to write waits for another
# writer at the beginning: SQLite refuses at once, whatever the timeout, who has only read until then.
SQLITE = {"timeout": 2, "init_command": "PRAGMA journal_mode=WAL", "transaction_mode": "IMMEDIATE"}
DATABASES = {"default": read_database(env.str("DATABASE_URL", default="") or DEFAULT_DATABASE)}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"] |= {"OPTIONS": SQLITE}
elif DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    # Cursors of the server's would break where a pooler lends a connection for one transaction at a time.
    DATABASES["default"] |= {"ENGINE": "movies.postgresql", "CONN_MAX_AGE": 60, "DISABLE_SERVER_SIDE_CURSORS": True}
STATEMENT_MILLISECONDS = env.int("STATEMENT_MILLISECONDS", default=0)  # 0: no limit
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "ivr",
    "movies",
    "axes",
    "csp",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "movies.request_log.RequestLog",
    "movies.health.Health",
    "movies.database.Deadline",
    "django.middleware.security.SecurityMiddleware",
    "movies.lean.Lean",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
    "ivr.refusals.ExplainDatabase",
]

# The admin's static files, once `manage.py collectstatic` has collected them here.
STATIC_URL = "static/"
STATIC_ROOT = env.str("STATIC_ROOT", default="") or None
if STATIC_ROOT:
    MIDDLEWARE.insert(MIDDLEWARE.index("movies.lean.Lean") + 1, "whitenoise.middleware.WhiteNoiseMiddleware")

# What Prometheus is told: `manage.py serve_metrics` serves it, at an address of its own.
if env.str("PROMETHEUS_MULTIPROC_DIR", default=""):
    MIDDLEWARE.insert(MIDDLEWARE.index("movies.database.Deadline"), "movies.counting.counting")

# Journeys and the phone call the line at any date and time; that is for development alone.
if env.bool("JOURNEY_CLOCK", default=False):
    MIDDLEWARE.insert(MIDDLEWARE.index("movies.lean.Lean"), "movies.clock.ClockOverride")

# What callers did and heard, for `pytest-ivr docs calls`: in a file of its own, without their numbers.
CALL_LOG = env.str("CALL_LOG", default="")
CALL_LOG_MASKS_KEYS = env.bool("CALL_LOG_MASKS_KEYS", default=False)
if CALL_LOG:
    MIDDLEWARE.insert(MIDDLEWARE.index("movies.lean.Lean"), "movies.call_log.CallLog")

# Nobody can guess at a manager's password more than five times in a quarter of an hour, or twenty times at any.
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # or one guess more would begin the quarter anew
AXES_HANDLER = "ivr.guesses.GuessHandler"
AXES_CLIENT_IP_CALLABLE = "ivr.proxy.client_address"

# Pages run no script but our own, and stand in nobody's frame.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {"default-src": [SELF], "img-src": [SELF, "data:"], "base-uri": [NONE], "form-action": [SELF]}
}
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
ROOT_URLCONF = "ivr.urls"
WSGI_APPLICATION = "ivr.wsgi.application"
USE_TZ = True
TIME_ZONE = "UTC"

# These are never logged, whoever sends or prints them.
TOKENS = [TWILIO_AUTH_TOKEN, TWILIO_SECONDARY_AUTH_TOKEN, *TWILIO_SHARED_KEYS]
SECRETS = [SECRET_KEY, *TOKENS, DATABASES["default"].get("PASSWORD", "")]

# One JSON object a line, and a line for each request; gunicorn.conf.py puts it on.
JSON_LOG = env.bool("JSON_LOG", default=False)
CALLS = {"()": "movies.whole_lines.WholeLines", "filename": CALL_LOG, "delay": True}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "of_call": {"()": "movies.request_log.OfCall"},
        "one_line": {"()": "movies.request_log.OneLine"},
    },
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"},
        "json": {
            "()": "pythonjsonlogger.json.JsonFormatter",
            "fmt": "{levelname}{name}{message}{call_sid}",
            "style": "{",
            "timestamp": True,
            "reserved_attrs": [*RESERVED_ATTRS, "request"],  # Django's own lines bring it along, with its query
        },
    },
    "handlers": {
        **({"calls": CALLS} if CALL_LOG else {}),
        "console": {
            "()": "movies.request_log.Console",
            "secrets": SECRETS,
            "filters": ["of_call", "one_line"],
            "formatter": "json" if JSON_LOG else "line",
        },
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": []},  # each line once, by the root
        "django.server": {"handlers": [], "propagate": True},
        "movies.request_log": {"level": "INFO" if JSON_LOG else "WARNING"},
        "movies.call_log": {"handlers": ["calls"] if CALL_LOG else [], "level": "INFO", "propagate": False},
    },
}
