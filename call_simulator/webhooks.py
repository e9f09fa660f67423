"""The HTTP side of a call: requests as Twilio makes them, and what it does with the answers (contract, section 1)."""

import urllib.request
import uuid
from base64 import b64encode
from collections.abc import Callable, Mapping
from email.message import Message
from http.cookiejar import CookieJar
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import quote, unquote, urlencode, urljoin, urlsplit, urlunsplit

from .errors import TwilioError
from .signature import sign, signed_form
from .transports import Request, Response, Transport

MAX_HTTP_REDIRECTS = 10
FORM = "application/x-www-form-urlencoded; charset=UTF-8"
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
        self.logged_in: dict[str, str] = {}

    def exchange(
        self, method: str, url: str, standard: Mapping[str, str], extra: Mapping[str, str]
    ) -> tuple[Response, str]:
        """Request ``url`` and follow HTTP redirects; return the answer and the URL that gave it.

        Raises TwilioError for URLs and redirects that Twilio refuses (11100, 11210, 11215, 11216).
        After 301, 302 and 303 only the standard parameters are sent, by GET (section 1.7).
        """
        for _ in range(MAX_HTTP_REDIRECTS + 1):
            response = self.deliver(method, url, standard, extra)
            if not 300 <= response.status < 400:
                return response, url
            location = response.header("Location")
            if response.status not in (301, 302, 303, 307) or not location:
                raise TwilioError(11216, f"HTTP {response.status} to {location or 'nowhere'} is not followed.")
            url = urljoin(url, location.strip())
            if response.status != 307:
                method, extra = "GET", {}
        raise TwilioError(11215, f"More than {MAX_HTTP_REDIRECTS} HTTP redirects in a row.")

    def deliver(self, method: str, url: str, standard: Mapping[str, str], extra: Mapping[str, str]) -> Response:
        """Make one request, and a second one with credentials if the URL has them and they are asked for."""
        address = wire_form(url)
        parameters = dict(sorted({**standard, **extra}.items()))
        body = b""
        headers = {"User-Agent": "TwilioProxy/1.1", "Accept": "*/*", "I-Twilio-Idempotency-Token": str(uuid.uuid4())}
        if method == "POST":
            body = urlencode(parameters).encode()
            headers["Content-Type"] = FORM
            signed = list(parameters.items())
        else:
            address += ("&" if urlsplit(address).query else "?") + urlencode(parameters)
            signed = []
        headers["X-Twilio-Signature"] = sign(self.auth_token, signed_form(address), signed)

        response = self.send(Request(method, address, headers, body))
        challenge = response.header("WWW-Authenticate") or ""
        if response.status == 401 and challenge.lower().startswith("basic") and "@" in urlsplit(url).netloc:
            self.logged_in[urlsplit(address).netloc] = credentials(url)
            response = self.send(Request(method, address, headers, body))
        self.record("requested", method=method, url=wire_form(url), parameters=dict(extra), status=response.status)
        return response

    def fetch_media(self, url: str) -> Response:
        """Return the file that a Play names; media are requested without parameters (section 1.5)."""
        return self.send(Request("GET", wire_form(url), {"User-Agent": "TwilioProxy/1.1", "Accept": "*/*"}))

    def send(self, request: Request) -> Response:
        """Add cookies and credentials of this call, deliver, and keep the cookies that come back."""
        as_browser = urllib.request.Request(request.url)  # noqa: S310 (never opened: the cookie jar asks for this type)
        if len(self.cookies):
            self.cookies.add_cookie_header(as_browser)
        headers = {**request.headers, **dict(as_browser.unredirected_hdrs)}
        login = self.logged_in.get(urlsplit(request.url).netloc)
        if login:
            headers["Authorization"] = login
        response = self.transport.send(Request(request.method, request.url, headers, request.body))
        self.keep_cookies(as_browser, response)
        return response

    def keep_cookies(self, as_browser: urllib.request.Request, response: Response) -> None:
        """Take the cookies of an answer; raise TwilioError 11206 for a malformed one."""
        received = Message()
        for name, value in response.headers:
            if name.lower() == "set-cookie":
                refuse_malformed_cookie(value)
                received["Set-Cookie"] = value
        if received:
            self.cookies.extract_cookies(_Received(received), as_browser)  # type: ignore[arg-type]  # all it reads is info()


class _Received:
    """The headers of an answer, in the shape that the standard library's cookie jar reads."""

    def __init__(self, headers: Message) -> None:
        self.info: Callable[[], Any] = lambda: headers


def refuse_malformed_cookie(header: str) -> None:
    """Raise TwilioError 11206 for a cookie without a name or with control characters."""
    name = header.partition("=")[0].strip()
    try:
        SimpleCookie({name: ""})
    except CookieError:
        name = ""
    if not name or not header.isprintable():
        raise TwilioError(11206, f"The cookie {header!r} is malformed.")


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


def credentials(url: str) -> str:
    """Return the Authorization header for the user and password in a URL."""
    parts = urlsplit(url)
    login = f"{unquote(parts.username or '')}:{unquote(parts.password or '')}"
    return "Basic " + b64encode(login.encode()).decode()
