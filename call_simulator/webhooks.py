"""The HTTP side of a call: requests as Twilio makes them, and what it does with the answers (contract, section 1)."""

import functools
import secrets
import urllib.request
from collections.abc import Callable, Mapping
from email.message import Message
from http.cookiejar import Cookie, CookieJar
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qsl, quote, quote_plus, urljoin, urlsplit, urlunsplit

from .authorization import Login, authorization, log_in, split_credentials
from .errors import TwilioError
from .signature import sign, signed_form
from .transports import Request, Response, Transport

MAX_HTTP_REDIRECTS = 10
HEADERS = {"User-Agent": "TwilioProxy/1.1", "Accept": "*/*"}
FORM = "application/x-www-form-urlencoded; charset=UTF-8"
RETRY_COUNTS = frozenset("012345")
RETRY_KINDS = {"4xx", "5xx", "ct", "rt", "all"}
# What a URL may hold as it stands; everything else is percent-encoded on the wire.
URL_CHARACTERS = "%/:=&?~#+!$,;'@()*[]"


class Webhooks:
    """The requests of one call: signed, with the call's own cookies and credentials.

    ``record`` is told of each exchange: method, URL, the parameters beyond the standard ones, and the status.
    """

    def __init__(self, transport: Transport, auth_token: str, record: Callable[..., object]) -> None:
        self.transport = transport
        self.auth_token = auth_token
        self.record = record
        self.cookies = CookieJar()
        self.users: dict[str, tuple[str, str]] = {}  # user and password by host and port
        self.logins: dict[str, Login] = {}  # those who have been asked for

    def saved(self) -> dict[str, Any]:
        """Return cookies and credentials as plain values."""
        return {"cookies": [vars(cookie) for cookie in self.cookies], "users": self.users, "logins": self.logins}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Take back what was saved."""
        self.users, self.logins = state["users"], state["logins"]
        for saved in state["cookies"]:
            rest = saved["_rest"]
            self.cookies.set_cookie(Cookie(**{name: saved[name] for name in saved if name != "_rest"}, rest=rest))

    def keep_credentials(self, url: str) -> str:
        """Return a URL without user and password, which are kept for its host, and for no transcript."""
        if "@" not in url:
            return url
        try:
            url, host, told = split_credentials(url)
        except ValueError:
            return url  # it is no URL, and the request will say so
        if told is not None:
            self.users[host] = told
        return url

    def exchange(
        self, method: str, url: str, standard: Mapping[str, str], extra: Mapping[str, str]
    ) -> tuple[Response, str]:
        """Request ``url`` and follow HTTP redirects; return the answer and the URL that gave it.

        Raises TwilioError for URLs and redirects that Twilio refuses (11100, 11210, 11215, 11216).
        After 301, 302 and 303 only the standard parameters are sent, by GET (section 1.7).
        """
        for _ in range(MAX_HTTP_REDIRECTS + 1):
            url = self.keep_credentials(url)
            response = self.deliver(method, url, standard, extra)
            if not 300 <= response.status < 400:
                return response, url
            location = response.header("Location")
            if response.status not in (301, 302, 303, 307) or not location:
                raise TwilioError(11216, f"HTTP {response.status} to {location or 'nowhere'} is not followed.")
            try:
                url = urljoin(url, location.strip())
            except ValueError as error:
                raise TwilioError(11216, f"{location!r} is not a URL: {error}.") from None
            if response.status != 307:
                method, extra = "GET", {}
        raise TwilioError(11215, f"More than {MAX_HTTP_REDIRECTS} HTTP redirects in a row.")

    def deliver(self, method: str, url: str, standard: Mapping[str, str], extra: Mapping[str, str]) -> Response:
        """Make one request, and repeat it as the URL's connection overrides say (section 1.6)."""
        count, kinds = retry_policy(url)
        for _ in range(count):
            response = self.attempt(method, url, standard, extra)
            if f"{response.status // 100}xx" not in kinds:
                return response
        return self.attempt(method, url, standard, extra)

    def attempt(self, method: str, url: str, standard: Mapping[str, str], extra: Mapping[str, str]) -> Response:
        """Make one request, and a second one with credentials if the URL has them and they are asked for."""
        address = wire_form(url)
        parameters = dict(sorted({**standard, **extra}.items()))
        body = b""
        headers = {**HEADERS, "I-Twilio-Idempotency-Token": secrets.token_hex(16)}
        if method == "POST":
            body = form(parameters).encode()
            headers["Content-Type"] = FORM
            signed = list(parameters.items())
        else:
            address += ("&" if urlsplit(address).query else "?") + form(parameters)
            signed = []
        headers["X-Twilio-Signature"] = sign(self.auth_token, signed_form(address), signed)
        response = self.send(Request(method, address, headers, body))
        self.record("requested", method=method, url=wire_form(url), parameters=dict(extra), status=response.status)
        return response

    def fetch_media(self, url: str) -> Response:
        """Return the file that a Play names; media are requested without parameters (section 1.5)."""
        return self.send(Request("GET", wire_form(url), HEADERS))

    def send(self, request: Request) -> Response:
        """Send a request, and once more with credentials if they are asked for and a URL has told them."""
        response = self.send_once(request)
        host = urlsplit(request.url).netloc
        login = log_in(*self.users[host], response) if response.status == 401 and host in self.users else None
        if login is None:
            return response
        self.logins[host] = login
        return self.send_once(request)

    def send_once(self, request: Request) -> Response:
        """Add cookies and credentials of this call, deliver, and keep the cookies that come back."""
        headers = dict(request.headers)
        login = self.logins.get(urlsplit(request.url).netloc)
        if login:
            headers["Authorization"] = authorization(login, request.method, request.url)
        if len(self.cookies):
            as_browser = browser_request(request.url)
            self.cookies.add_cookie_header(as_browser)
            headers.update(as_browser.unredirected_hdrs)
        response = self.transport.send(Request(request.method, request.url, headers, request.body))
        cookies = [value for name, value in response.headers if name.lower() == "set-cookie"]
        if cookies:
            received = Message()
            for cookie in cookies:
                refuse_malformed_cookie(cookie)
                received["Set-Cookie"] = cookie
            self.cookies.extract_cookies(_Received(received), browser_request(request.url))  # type: ignore[arg-type]  # all it reads is info()
        return response


class _Received:
    """The headers of an answer, in the shape that the standard library's cookie jar reads."""

    def __init__(self, headers: Message) -> None:
        self.info: Callable[[], Any] = lambda: headers


def browser_request(url: str) -> urllib.request.Request:
    """Return a request as the standard library's cookie jar wants it; it is never opened."""
    return urllib.request.Request(url)  # noqa: S310 (never opened)


def refuse_malformed_cookie(header: str) -> None:
    """Raise TwilioError 11206 for a cookie without a name or with control characters."""
    name = header.partition("=")[0].strip()
    try:
        SimpleCookie({name: ""})
    except CookieError:
        name = ""
    if not name or not header.isprintable():
        raise TwilioError(11206, f"The cookie {header!r} is malformed.")


quoted = functools.lru_cache(maxsize=1024)(quote_plus)


def form(parameters: Mapping[str, str]) -> str:
    """Return the parameters as a form; most of them come with every request of a call, so each is encoded once."""
    return "&".join(f"{quoted(name)}={quoted(value)}" for name, value in parameters.items())


@functools.lru_cache(maxsize=256)
def wire_form(url: str) -> str:
    """Return the URL as Twilio requests it: percent-encoded, no credentials, no fragment.

    Raises TwilioError 11100 for what is no absolute HTTP URL, 11210 for a host name that Twilio refuses.
    """
    try:
        parts = urlsplit(quote(url, safe=URL_CHARACTERS))
        port_is_valid = parts.port is None or parts.port > 0
    except ValueError:
        port_is_valid = False
    if not port_is_valid or parts.scheme not in ("http", "https") or not parts.hostname:
        raise TwilioError(11100, f"{url!r} is not an absolute http or https URL.")
    if "_" in parts.hostname:
        raise TwilioError(11210, f"The host name {parts.hostname!r} has an underscore.")
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2], fragment=""))


@functools.lru_cache(maxsize=256)
def retry_policy(url: str) -> tuple[int, set[str]]:
    """Return how often a failed request is repeated, and after which failures, from the URL's fragment.

    Raises TwilioError 11243 for values that Twilio refuses. Timeouts are a matter of the transport.
    """
    given = dict(parse_qsl(urlsplit(url).fragment))
    count = given.get("rc", "1")
    kinds = set(given.get("rp", "ct").split(","))
    if count not in RETRY_COUNTS or not kinds <= RETRY_KINDS:
        raise TwilioError(11243, f"{urlsplit(url).fragment!r} is no retry policy: rc is 0 to 5, rp of {RETRY_KINDS}.")
    return int(count), RETRY_KINDS if "all" in kinds else kinds
