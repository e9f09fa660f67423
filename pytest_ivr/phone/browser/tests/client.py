"""A browser without a page: it keeps its cookie, and says where its requests come from."""

import json
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode, urlsplit

from pytest_ivr.simulator import Response


class Client:
    """Somebody who sends the phone what the page sends, and other things."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.cookies: SimpleCookie = SimpleCookie()
        self.state: dict[str, Any] = {}

    def send(self, method: str, path: str, form: dict[str, Any] | None = None, **headers: str) -> Response:
        """Send a request; names of headers are written with _ for -."""
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        cookie = "; ".join(f"{name}={it.value}" for name, it in self.cookies.items())
        sent = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded", **given}
        body = urlencode(form or {}).encode()
        connection = HTTPConnection(urlsplit(self.address).netloc)
        connection.request(method, f"/{path}", body, sent)
        with connection.getresponse() as got:
            answer = Response(got.status, got.getheaders(), got.read())
        connection.close()
        for name, value in answer.headers:
            if name == "Set-Cookie":
                self.cookies.load(value)
        return answer

    def post(self, path: str, **form: Any) -> dict[str, Any]:
        """Send what the page sends; return what came of it."""
        answer = self.send("POST", path, form, Origin=self.address.rstrip("/"))
        self.state = json.loads(answer.body)
        return self.state

    def act(self, act: str, **form: Any) -> dict[str, Any]:
        """Perform an action."""
        return self.post("act", act=act, **form)

    @property
    def conversation(self) -> list[str]:
        """What is shown after the last action."""
        return [bubble["text"] for bubble in self.state["bubbles"]]
