"""How gunicorn serves the line (``make serve-production``). https://docs.gunicorn.org/en/stable/settings.html"""

import os
from typing import Any

# A caller hears an apology within 6 seconds. Of several hosts each gets 2 seconds to connect, and all together 3.
os.environ.setdefault("PGCONNECT_TIMEOUT", "2")
os.environ.setdefault("STATEMENT_MILLISECONDS", "2000")
os.environ.setdefault("JSON_LOG", "on")

from ivr.checks import missing_secrets
from ivr.settings import LOGGING

bind = os.environ.get("BIND", "127.0.0.1:8000")
worker_class = "gthread"  # a request waits for the database most of its time
workers = int(os.environ.get("WEB_CONCURRENCY") or 2 * (os.cpu_count() or 1) + 1)
threads = 4
# Calls in flight finish: Twilio waits 15 seconds for an answer.
graceful_timeout = 20
# What a proxy says, Django reads, as BEHIND_TLS_PROXY tells it. gunicorn would take the word of whoever is nearest.
forwarded_allow_ips = ""
secure_scheme_headers: dict[str, str] = {}
# Nobody steers it but by signals. Two servers of a user would share the socket, and the first that stops delete it.
control_socket_disable = True
# Workers are replaced after many requests, but not all of them at once.
max_requests, max_requests_jitter = 50_000, 5_000
# The line logs its requests itself; gunicorn's own messages go the same way.
gunicorn_logger = {"handlers": ["console"], "level": "INFO", "propagate": False}
logconfig_dict = {**LOGGING, "loggers": {"gunicorn.error": gunicorn_logger}}


def on_starting(_server: Any) -> None:
    """Refuse to start without the secrets: every worker would make up its own."""
    if missing_secrets():
        raise SystemExit(
            f"{' and '.join(missing_secrets())} must be set; docs/operations.md says where they come from."
        )
