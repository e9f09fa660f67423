"""The database's address, as people write it: a password may have any letter, an address may not."""

import contextlib
import warnings
from typing import Any
from urllib.parse import urlsplit

import environ

SENTENCE = (
    "DATABASE_URL cannot be read: write it like postgres://user:password@host:5432/name, without quotes, and "
    "percent-encode what is neither letter nor digit in user and password, such as %3F for a question mark."
)


def read_database(url: str) -> dict[str, Any]:
    """Return Django's settings of a database. Raises SystemExit with one sentence, and nothing of the password.

    A traceback would show parts of the URL to whoever reads the log.
    """
    found: dict[str, Any] = {}
    with contextlib.suppress(ValueError, LookupError), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if is_whole(url):
            found = environ.Env.db_url_config(url)
    if found.get("ENGINE") not in environ.Env.DB_SCHEMES.values():
        raise SystemExit(SENTENCE)
    return found


def is_whole(url: str) -> bool:
    """Whether user, password and host stand before the path: a ?, / or # in the password ends them too early."""
    parts = urlsplit(url)
    return parts.scheme == "sqlite" or "@" not in parts.path + parts.query + parts.fragment
