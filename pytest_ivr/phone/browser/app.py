"""The phone in the browser: the page, what the caller does on it, and the call as a scenario."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, jsonify, render_template, request
from werkzeug.exceptions import HTTPException

from ...line import Line
from ...simulator import Call
from ..saving import Saving
from .actions import ACTIONS
from .browser_call import BrowserCall, kept, resumed
from .call_time import call_time
from .calls import NO_CALL, CallLost, Calls
from .gate import guard
from .recording_transport import RecordingTransport
from .world import World

# The keypad, row by row, with the letters on it.
KEYS = (
    *(("1", ""), ("2", "ABC"), ("3", "DEF")),
    *(("4", "GHI"), ("5", "JKL"), ("6", "MNO")),
    *(("7", "PQRS"), ("8", "TUV"), ("9", "WXYZ")),
    *(("*", ""), ("0", ""), ("#", "")),
)
MOST_BYTES = 64 * 1024
SESSION = re.compile(r"[\w-]{43}", re.ASCII)


class Phone:
    """A line, the calls that browsers make to it, and how they are saved."""

    def __init__(self, line: Line, calls: Calls, saving: Saving) -> None:
        self.line = line
        self.calls = calls
        self.saving = saving
        self.world = World(line)

    @property
    def zones(self) -> list[str]:
        """The time zones that the page offers; none if the line takes no clock."""
        return self.world.within(None, lambda: list(self.line.time_zones())) if self.line.takes_a_clock else []

    def resume(self, session: str) -> BrowserCall:
        """Return the call of a session; raise CallLost if there is none that can go on."""
        state = self.calls.read(session)
        try:
            found = resumed(state, self.line)
            found.page_state(self.saving.prompts)
        except Exception:  # a file can be broken in every way
            raise self.calls.put_aside(session) from None
        return found

    def dial(self, form: Mapping[str, str]) -> tuple[BrowserCall, str]:
        """Dial the line anew; return the call, and what there is to say about it."""
        now, as_of = None, ""
        if self.line.takes_a_clock:
            now, as_of = self.world.within(None, lambda: call_time(form, self.line.time_zones()))
        transport = RecordingTransport(self.line.transport)
        dialed = BrowserCall(self.line.new_call(now, transport=transport), transport, now, as_of)
        return dialed, self.world.act(now, lambda: dialed.perform(Call.dial, self.line))

    def go_on(self, session: str, form: Mapping[str, str]) -> tuple[BrowserCall, str]:
        """Go on with the call of a session."""
        name = form.get("act", "")
        if name not in ACTIONS:
            raise ValueError(f"A caller cannot {name!r}; there are dial, {', '.join(ACTIONS)}.")
        found, action = self.resume(session), ACTIONS[name]
        before = len(found.call.transcript)
        problem = self.world.act(found.now, lambda: found.perform(lambda call: action.perform(call, form), self.line))
        if not action.in_journeys and len(found.call.transcript) > before:
            found.unsaid.append(action.words)
        return found, problem

    def perform(self, session: str, form: Mapping[str, str]) -> dict[str, Any]:
        """Perform what the caller does; return what came of it."""
        with self.calls.lock(session):
            found, problem = self.dial(form) if form.get("act") == "dial" else self.go_on(session, form)
            if found.over and found.givens is None:
                with suppress(Exception):  # whoever saves the call will be told
                    found.givens = self.world.within(found.now, lambda: list(self.line.givens(found.call)))
            self.calls.write(session, kept(found))
        same = form.get("sid") == found.call.identity["CallSid"]
        return {**found.page_state(self.saving.prompts, number(form, "logged") if same else 0), "problem": problem}

    def scenario(self, session: str, title: str, is_short: bool) -> str:
        """Return the call of a session as a scenario."""
        found = self.resume(session)
        return self.world.within(found.now, lambda: found.scenario(self.line, self.saving, title, is_short))


def number(form: Mapping[str, str], name: str) -> int:
    """Return how many of something the page has already."""
    text = form.get(name, "")
    return int(text) if re.fullmatch("[0-9]{1,9}", text) else 0


def make_app(line: Line, folder: Path, saving: Saving, host: str = "127.0.0.1") -> Flask:
    """Return the phone to dial a line, as a WSGI application for a server at ``host``; it keeps calls in a folder."""
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = MOST_BYTES
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    app.extensions["phone"] = Phone(line, Calls(folder), saving)
    guard(app, host)
    app.add_url_rule("/", view_func=page)
    app.add_url_rule("/act", view_func=act, methods=["POST"])
    app.add_url_rule("/scenario", view_func=scenario, methods=["POST"])
    app.register_error_handler(ValueError, refused)
    app.register_error_handler(HTTPException, unknown)
    app.register_error_handler(Exception, failed)
    return app


def the_phone() -> Phone:
    """Return the phone of this application."""
    found: Phone = current_app.extensions["phone"]
    return found


def cookie() -> str:
    """Return the name of the cookie: phones at other ports of this computer have others."""
    return f"phone_{urlsplit(request.host_url).port or 80}"


def session_of_browser() -> str:
    """Return the secret by which this browser is known; empty if it is not."""
    given = request.cookies.get(cookie(), "")
    return given if SESSION.fullmatch(given) else ""


def page() -> str:
    """The page, with the call of this browser if there is one."""
    phone, state, session = the_phone(), None, session_of_browser()
    if session:
        try:
            state = phone.resume(session).page_state(phone.saving.prompts)
        except CallLost as error:
            state = {"problem": str(error)} if str(error) != NO_CALL else None
    name = phone.line.voice_url.partition("://")[2]
    return render_template("phone.html", state=state, zones=phone.zones, keys=KEYS, line=name)


def act() -> Response:
    """Perform what the caller does, and answer what came of it."""
    session = session_of_browser()
    dials = request.form.get("act") == "dial"
    if not session and not dials and request.form.get("act") in ACTIONS:
        raise CallLost(NO_CALL)
    made = session or secrets.token_urlsafe(32)
    answer = jsonify(the_phone().perform(made, request.form))
    if not session:
        answer.set_cookie(cookie(), made, max_age=30 * 24 * 60 * 60, httponly=True, samesite="Strict")
    return answer


def scenario() -> Response:
    """The call of this browser as a scenario, with the title that the caller gives it."""
    session = session_of_browser()
    if not session:
        raise CallLost(NO_CALL)
    form = request.form
    text = the_phone().scenario(session, form.get("title", ""), is_short=form.get("short") == "on")
    return jsonify({"scenario": text})


def refused(error: ValueError) -> Response:
    """What the caller cannot do, in a sentence."""
    return jsonify({"problem": str(error)})


def unknown(error: HTTPException) -> tuple[Response, int]:
    """What the phone's page never asks for."""
    return jsonify({"problem": f"{error.description} Reload the page and call again."}), error.code or 500


def failed(error: Exception) -> tuple[Response, int]:
    """What went wrong in the phone, or in the world of the line; the call stands as before."""
    current_app.logger.exception("The phone failed.", exc_info=error)
    problem = f"The phone has failed: {type(error).__name__}: {error}. The call stands as before; try again."
    return jsonify({"problem": problem}), 500
