"""URLs as Twilio requests them, and the user and password that may stand in one (contract, section 1)."""

import functools
import re
from urllib.parse import quote, unquote, urljoin, urlsplit, urlunsplit

from ..errors import TwilioError

# What a URL may hold as it stands; everything else is percent-encoded on the wire.
URL_CHARACTERS = "%/:=&?~#+!$,;'@()*[]"
# Of what is to be a URL, however few slashes it has; behind a name and a colon that is no port a password goes on.
CREDENTIALS = re.compile(
    r"(?P<before>\b(?:https?|wss?):[/\\]*|//)(?:[^/?#\s]*|[^/?#\s:\[]*:(?!\d*(?:[/?#\s]|$))\S*)@", re.IGNORECASE
)
SCHEME_ALONE = re.compile(r"https?:(?!//)", re.IGNORECASE)


def without_credentials(text: str) -> str:
    """Return a text without the user and password of a URL in it, even if that is no URL after all."""
    return CREDENTIALS.sub(r"\g<before>", text) if "@" in text else text


def split_credentials(url: str) -> tuple[str, str, tuple[str, str] | None]:
    """Return a URL without its user and password, its host with the port, and the two, if there are any."""
    parts = urlsplit(url)
    credentials, at, host = parts.netloc.rpartition("@")
    user, _, password = credentials.partition(":")
    return urlunsplit(parts._replace(netloc=host)), host, (unquote(user), unquote(password)) if at else None


def joined(base: str, reference: str) -> str:
    """Return the absolute URL of a reference.

    Raises ValueError for what is no URL, and where a user and password would be taken for something else.
    """
    if SCHEME_ALONE.match(reference.strip()):
        raise ValueError("there are no slashes behind its scheme")
    url = urljoin(base, reference.strip())
    if "@" in url and (rest := split_credentials(url)[0]) != without_credentials(rest):
        raise ValueError("user and password are not percent-encoded")
    return url


def origin(url: str) -> tuple[str, str | None, int]:
    """Return scheme, host and port of a URL; raise TwilioError as ``normalized_url`` does."""
    parts = urlsplit(normalized_url(url))
    return parts.scheme, parts.hostname, parts.port or {"http": 80, "https": 443}[parts.scheme]


def host_of(url: str) -> str | None:
    """Return the host in a URL; None if there is none."""
    try:
        return urlsplit(url).hostname
    except ValueError:
        return None


def is_within(url: str, address: str) -> bool:
    """Tell whether a URL is an address or begins with it: with its host, or its host and folders."""
    beginning = address.rstrip("/")
    return url.startswith(beginning) and url[len(beginning) :][:1] in ("", "/", "?")


@functools.lru_cache(maxsize=256)
def normalized_url(url: str) -> str:
    """Return the URL as Twilio requests it: percent-encoded, no credentials, no fragment.

    Raises TwilioError 11100 for what is no absolute HTTP URL, 11210 for a host name that Twilio refuses.
    """
    try:
        parts = urlsplit(quote(url, safe=URL_CHARACTERS))
        port_is_valid = parts.port is None or parts.port > 0
    except ValueError:
        port_is_valid = False
    if not port_is_valid or parts.scheme not in ("http", "https") or not parts.hostname:
        raise TwilioError(11100, f"{without_credentials(url)!r} is not an absolute http or https URL.")
    if "_" in parts.hostname:
        raise TwilioError(11210, f"The host name {parts.hostname!r} has an underscore.")
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2], fragment=""))
