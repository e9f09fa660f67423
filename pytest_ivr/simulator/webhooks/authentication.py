"""The answer to a server that asks who is there: Basic and Digest (contract, section 1.4; RFC 7617 and 7616)."""

import hashlib
import secrets
from base64 import b64encode
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit
from urllib.request import parse_http_list, parse_keqv_list

from ..transports import Response

HASHES: dict[str, Callable[[bytes], Any]] = {"MD5": hashlib.md5, "SHA-256": hashlib.sha256}

Login = dict[str, Any]  # user, password, challenge, and how often it was used; plain values


def answer_challenge(user: str, password: str, refused: Response) -> Login | None:
    """Return how to log in where a request was refused, or None if no challenge is supported."""
    for name, challenge in refused.headers:
        if name.lower() == "www-authenticate" and is_supported(challenge):
            return {"user": user, "password": password, "challenge": challenge, "used": 0}
    return None


def is_supported(challenge: str) -> bool:
    """Tell whether a challenge is one of Basic, or of Digest with a hash and a quality that we know."""
    scheme = challenge.partition(" ")[0].lower()
    asked = parse_challenge(challenge) if scheme == "digest" else {}
    qualities = asked.get("qop", "auth").replace(" ", "").split(",")
    return scheme == "basic" or (
        "nonce" in asked and asked.get("algorithm", "MD5").upper() in HASHES and "auth" in qualities
    )


def parse_challenge(challenge: str) -> dict[str, str]:
    """Return what a challenge says, by name."""
    return parse_keqv_list([part for part in parse_http_list(challenge.partition(" ")[2]) if part.partition("=")[2]])


def authorization(login: Login, method: str, url: str) -> str:
    """Return the Authorization header of a request, and count it."""
    login["used"] += 1
    if login["challenge"].lower().startswith("basic"):
        return "Basic " + b64encode(f"{login['user']}:{login['password']}".encode()).decode()
    asked = parse_challenge(login["challenge"])
    realm, nonce = asked.get("realm", ""), asked["nonce"]
    parts = urlsplit(url)
    uri = parts._replace(scheme="", netloc="").geturl() or "/"
    hash_ = HASHES[asked.get("algorithm", "MD5").upper()]

    def digest(*words: str) -> str:
        return str(hash_(":".join(words).encode()).hexdigest())

    secret, request = digest(login["user"], realm, login["password"]), digest(method, uri)
    said = {"username": login["user"], "realm": realm, "nonce": nonce, "uri": uri}
    count, client_nonce = f"{login['used']:08x}", secrets.token_hex(8)
    if "qop" in asked:
        response = digest(secret, nonce, count, client_nonce, "auth", request)
        counted = f', qop=auth, nc={count}, cnonce="{client_nonce}"'
    else:
        response, counted = digest(secret, nonce, request), ""
    said |= {"response": response, **{name: asked[name] for name in ("opaque",) if name in asked}}
    algorithm = f", algorithm={asked['algorithm']}" if "algorithm" in asked else ""
    return "Digest " + ", ".join(f'{name}="{value}"' for name, value in said.items()) + algorithm + counted
