"""The signature that Twilio puts on each request (contract, section 2)."""

import functools
import hmac
from base64 import b64encode
from collections.abc import Iterable
from urllib.parse import urlsplit, urlunsplit


class SharedKey(str):
    """The secret of a SharedKey, in place of the auth token; ``name`` is the id by which a line knows it.

    https://www.twilio.com/docs/usage/webhooks/webhook-shared-keys
    """

    name: str

    def __new__(cls, secret: str, name: str = "webhooks_sharedkey_of_tests") -> "SharedKey":
        """Return the key with this secret."""
        key = super().__new__(cls, secret)
        key.name = name
        return key


def signature_headers(auth_token: str, url: str, parameters: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the headers by which a line knows who has made a request."""
    said = {}
    if isinstance(auth_token, SharedKey):
        said["X-Twilio-Webhooks-Signature-Settings"] = f"key={auth_token.name},algorithm=HMAC_SHA256"
    return {"X-Twilio-Signature": sign(auth_token, url, parameters), **said}


def sign(auth_token: str, url: str, parameters: Iterable[tuple[str, str]] = ()) -> str:
    """Return the X-Twilio-Signature of a request to ``url`` with these decoded body parameters.

    ``url`` is signed as it stands: give it in the form of ``url_to_sign``. Duplicates count once.
    """
    message = url + "".join(name + value for name, value in sorted(set(parameters)))
    code = hmac_of(auth_token, "sha256" if isinstance(auth_token, SharedKey) else "sha1").copy()
    code.update(message.encode())
    return b64encode(code.digest()).decode()


@functools.lru_cache(maxsize=16)
def hmac_of(secret: str, algorithm: str) -> hmac.HMAC:
    """Return the code of an empty message; a copy of it is cheaper than a new one."""
    return hmac.new(secret.encode(), digestmod=algorithm)


@functools.lru_cache(maxsize=256)
def url_to_sign(url: str) -> str:
    """Return the URL as Twilio signs it: no credentials, no fragment, and for https no port (section 2.2)."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    if parts.scheme == "https" and parts.port is not None:
        host = host.rpartition(":")[0]
    return urlunsplit(parts._replace(netloc=host, fragment=""))
