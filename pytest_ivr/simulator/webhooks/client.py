"""The HTTP side of a call: requests as Twilio makes them, and what it does with the answers (contract, section 1)."""

import functools
import secrets
import time
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import replace
from email.message import Message
from http.cookiejar import Cookie, CookieJar
from typing import Any, NoReturn
from urllib.parse import quote_plus, urlsplit

from ..errors import DeliveryFailed, OtherHost, TwilioError
from ..transports import Request, Response, Timeouts, Transport
from .authentication import Login, answer_challenge, authorization
from .overrides import request_policy
from .signature import sign, url_to_sign
from .urls import host_of, is_within, joined, normalized_url, split_credentials, without_credentials

MAX_HTTP_REDIRECTS = 10
TOO_MANY_REDIRECTS = f"More than {MAX_HTTP_REDIRECTS} HTTP redirects in a row."
HEADERS = {"User-Agent": "TwilioProxy/1.1", "Accept": "*/*"}
FORM = "application/x-www-form-urlencoded; charset=UTF-8"


class Webhooks:
    """The requests of one call: signed, with the call's own cookies and credentials.

    ``record`` is called for each request with its method, URL, the parameters beyond the standard ones and the status,
    and for each file with its URL and status. ``give_up`` stops the simulation where nobody answers for a host:
    ``transport`` does for that of ``home``, the voice URL, and ``others`` for those that begin in certain ways.
    """

    def __init__(
        self,
        transport: Transport,
        auth_token: str,
        record: Callable[..., object],
        give_up: Callable[[str, type[Exception]], NoReturn],
    ) -> None:
        self.transport = transport
        self.auth_token = auth_token
        self.record = record
        self.give_up = give_up
        self.home = ""  # the voice URL
        self.others: Mapping[str, Transport] = {}
        self.cookies = CookieJar()
        self.users: dict[str, tuple[str, str]] = {}  # user and password by host and port
        self.logins: dict[str, Login] = {}  # by host and port, where a server has asked for one

    def of_leg(self, record: Callable[..., object], give_up: Callable[[str, type[Exception]], NoReturn]) -> "Webhooks":
        """Return the requests of another leg of the call: with cookies of its own, logged in where the call is."""
        leg = Webhooks(self.transport, self.auth_token, record, give_up)
        leg.home, leg.others = self.home, self.others
        leg.users, leg.logins = self.users, self.logins
        return leg

    def saved(self) -> dict[str, Any]:
        """Return cookies and credentials as plain values."""
        return {"cookies": [vars(cookie) for cookie in self.cookies], "users": self.users, "logins": self.logins}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Take back what was saved."""
        self.users.update(state["users"])
        self.logins.update(state["logins"])
        for saved in state["cookies"]:
            rest = saved["_rest"]
            self.cookies.set_cookie(Cookie(**{name: saved[name] for name in saved if name != "_rest"}, rest=rest))

    def keep_credentials(self, url: str) -> str:
        """Return a URL without user and password, which are kept for its host, and for no transcript.

        Raises ValueError for what is no URL.
        """
        if "@" not in url:
            return url
        url, host, credentials = split_credentials(url)
        if credentials is not None:
            self.users[host] = credentials
        return url

    def request(
        self, method: str, url: str, standard: Mapping[str, str], extra: Mapping[str, str], **noted: object
    ) -> tuple[Response, str]:
        """Request ``url`` and follow HTTP redirects; return the answer and the URL that gave it.

        What is ``noted`` is recorded with each request beside what it was.

        Raises TwilioError for URLs, redirects and answers that Twilio refuses (11100, 11210, 11215, 11216,
        11770), DeliveryFailed if no complete answer comes.
        After 301, 302 and 303 only the standard parameters are sent, by GET (section 1.7).
        """
        for _ in range(MAX_HTTP_REDIRECTS + 1):
            url = self.keep_credentials(url)
            try:
                response = self.with_retries(method, url, standard, extra, noted)
            except TwilioError as error:
                error.url = url
                raise
            if not 300 <= response.status < 400:
                refuse_empty_chunks(response)
                return response, url
            url = redirected(url, response)
            if response.status != 307:
                method, extra = "GET", {}
        raise TwilioError(11215, TOO_MANY_REDIRECTS)

    def with_retries(
        self,
        method: str,
        url: str,
        standard: Mapping[str, str],
        extra: Mapping[str, str],
        noted: Mapping[str, object],
    ) -> Response:
        """Make one request, and repeat it as the URL's connection overrides say (section 1.6)."""
        policy = request_policy(url)
        request = self.signed(method, url, {**standard, **extra}, policy.timeouts, steers=not noted.get("callback"))
        details = {"method": method, "url": normalized_url(url), "parameters": dict(extra), **noted}
        began = time.perf_counter()
        for _ in range(policy.retries):
            try:
                response = self.recorded(request, details, began)
                failure = f"{response.status // 100}xx"
                if failure not in policy.retried:
                    return response
            except DeliveryFailed as error:
                if error.kind not in policy.retried:
                    raise
        return self.recorded(request, details, began)

    def signed(
        self, method: str, url: str, parameters: Mapping[str, str], timeouts: Timeouts, *, steers: bool
    ) -> Request:
        """Return the request with Twilio's headers; all attempts to deliver it have its idempotency token."""
        address = normalized_url(url)
        parameters = dict(sorted(parameters.items()))
        body = b""
        headers = {**HEADERS, "I-Twilio-Idempotency-Token": secrets.token_hex(16)}
        if method == "POST":
            body = form(parameters).encode()
            headers["Content-Type"] = FORM
            signed = list(parameters.items())
        else:
            address += ("&" if urlsplit(address).query else "?") + form(parameters)
            signed = []
        headers["X-Twilio-Signature"] = sign(self.auth_token, url_to_sign(address), signed)
        return Request(method, address, headers, body, timeouts, steers)

    def recorded(self, request: Request, details: Mapping[str, object], began: float) -> Response:
        """Make the request, and write it down with the status of its answer, or None if there was none."""
        try:
            response = self.authenticated(request, began)
        except DeliveryFailed:
            self.record("requested", **details, status=None)
            raise
        self.record("requested", **details, status=response.status)
        return response

    def answers_for(self, url: str) -> Transport | None:
        """Return what answers for a URL, by the longest beginning among the others; None if nothing does."""
        known = [address for address in self.others if is_within(url, address)]
        if known:
            return self.others[max(known, key=len)]
        return self.transport if host_of(self.home) in (host_of(url), None) else None

    def transport_to(self, url: str) -> Transport:
        """Return what answers for a URL; stop the simulation if nothing does."""
        found = self.answers_for(url)
        if found is None:
            host = f"{urlsplit(url).scheme}://{urlsplit(url).netloc}/"
            self.give_up(
                f"{url} is not this line's: say who answers there, by Call(..., others={{{host!r}: ...}}) "
                "with a transport, a Response, or a document.",
                OtherHost,
            )
        return found

    def fetch_media(self, url: str) -> Response | None:
        """Return the file that a Play names, after redirects; it is requested without parameters (section 1.5).

        Where a redirect leads to a host for which nobody answers, there is none.
        """
        began = time.perf_counter()
        for _ in range(MAX_HTTP_REDIRECTS + 1):
            response = self.authenticated(Request("GET", normalized_url(url), HEADERS, steers=False), began)
            self.record("fetched", url=normalized_url(url), status=response.status)
            if not 300 <= response.status < 400:
                return response
            url = self.keep_credentials(redirected(url, response))
            if self.answers_for(normalized_url(url)) is None:
                return None
        raise TwilioError(11215, TOO_MANY_REDIRECTS)

    def authenticated(self, request: Request, began: float) -> Response:
        """Send a request, and once more with credentials if the server asks for them and a URL had them."""
        response = self.with_cookies(request, began)
        host = urlsplit(request.url).netloc
        login = answer_challenge(*self.users[host], response) if response.status == 401 and host in self.users else None
        if login is None:
            return response
        self.logins[host] = login
        return self.with_cookies(request, began)

    def with_cookies(self, request: Request, began: float) -> Response:
        """Add cookies and credentials of this call, deliver, and keep the cookies that come back.

        The total timeout counts from ``began`` on, by time.perf_counter, which a frozen clock leaves alone.
        """
        headers = dict(request.headers)
        login = self.logins.get(urlsplit(request.url).netloc)
        if login:
            headers["Authorization"] = authorization(login, request.method, request.url)
        if len(self.cookies):
            as_browser = browser_request(request.url)
            self.cookies.add_cookie_header(as_browser)
            headers.update(as_browser.unredirected_hdrs)
        timeouts = request.timeouts._replace(total=began + request.timeouts.total - time.perf_counter())
        response = self.transport_to(request.url).send(replace(request, headers=headers, timeouts=timeouts))
        cookies = [value for name, value in response.headers if name.lower() == "set-cookie"]
        if cookies:
            received = Message()
            for cookie in cookies:
                refuse_malformed_cookie(cookie)
                received["Set-Cookie"] = cookie
            self.cookies.extract_cookies(_Received(received), browser_request(request.url))  # type: ignore[arg-type]  # all it reads is info()
        return response


def redirected(url: str, response: Response) -> str:
    """Return where an answer from ``url`` redirects to; raise TwilioError 11216 where Twilio does not follow."""
    location = response.header("Location")
    shown = without_credentials(location or "nowhere")
    if response.status not in (301, 302, 303, 307) or not location:
        raise TwilioError(11216, f"HTTP {response.status} to {shown} is not followed.")
    try:
        return joined(url, location)
    except ValueError as error:
        raise TwilioError(11216, f"{shown!r} is not a URL: {error}.") from None


def refuse_empty_chunks(response: Response) -> None:
    """Raise TwilioError 11770 for a success that promises a body in chunks and has none."""
    chunked = (response.header("Transfer-Encoding") or "").lower() == "chunked"
    if chunked and response.status < 300 and not response.body:
        raise TwilioError(11770, "The answer came in chunks, and none had anything in it.")


class _Received:
    """The headers of an answer, in the shape that the standard library's cookie jar reads."""

    def __init__(self, headers: Message) -> None:
        self.info: Callable[[], Any] = lambda: headers


def browser_request(url: str) -> urllib.request.Request:
    """Return a request as the standard library's cookie jar wants it; it is never opened."""
    return urllib.request.Request(url)  # noqa: S310 (never opened)


def refuse_malformed_cookie(header: str) -> None:
    """Raise TwilioError 11206 for a cookie without a name or with control characters."""
    name, equals, _ = header.partition("=")
    if not equals or not name.strip() or not header.isprintable():
        raise TwilioError(11206, f"The cookie {header!r} is malformed.")


quoted = functools.lru_cache(maxsize=1024)(quote_plus)


def form(parameters: Mapping[str, str]) -> str:
    """Return the parameters as a form; most of them come with every request of a call, so each is encoded once."""
    return "&".join(f"{quoted(name)}={quoted(value)}" for name, value in parameters.items())
