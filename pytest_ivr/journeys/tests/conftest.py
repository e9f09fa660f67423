"""A stranger's project: a small line, an ini file of two lines, and features."""

from collections.abc import Callable

import pytest

LINE = '''
"""A line of three menus, as a plain WSGI application."""

import datetime
from urllib.parse import parse_qs


def twiml(path, form):
    if path == "/closed":
        return "<Reject reason='busy'/>"
    if path == "/number":
        return f"<Say>You call from {form['From'][0]}.</Say>"
    if path == "/clock":
        return f"<Say>{datetime.datetime.now(datetime.timezone.utc):%H:%M on %Y-%m-%d}</Say>"
    if path == "/voice":
        return """<Gather numDigits="1" timeout="7" action="/menu"><Say>For sales,
                  press 1.</Say><Play>/prompts/welcome.mp3</Play></Gather><Say>Goodbye.</Say>"""
    return {
        "1": "<Dial action='/after'>+14155550100</Dial>",
        "2": "<Say>Speak now.</Say><Record maxLength='60' action='/after'/>",
        "3": "<Enqueue waitUrl='/music'>support</Enqueue>",
        "4": "<Redirect>/nowhere</Redirect>",
        "5": "<Gather input='speech' action='/after'><Say>Say sales.</Say></Gather>",
        "6": "<Hangup/>",
        "7": "<Play>/missing</Play><Say>Done.</Say>",
    }.get(form.get("Digits", [""])[0], "<Say>Thank you.</Say>")


def app(environ, start_response):
    form = parse_qs(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"] or 0)).decode())
    path = environ["PATH_INFO"]
    if path.endswith(".mp3"):
        start_response("200 OK", [("Content-Type", "audio/mpeg")])
        return [b"x" * 16_000]
    if path in ("/nowhere", "/missing"):
        start_response("404 Not Found", [])
        return [b""]
    start_response("200 OK", [("Content-Type", "text/xml")])
    return [f"<Response>{twiml(path, form)}</Response>".encode()]


def make_app():
    return app


def broken():
    raise RuntimeError("no settings")
'''
Project = Callable[..., pytest.RunResult]


@pytest.fixture
def project(pytester: pytest.Pytester) -> pytest.Pytester:
    """A project with a line and an ini file that names it."""
    pytester.makepyfile(my_ivr=LINE)
    pytester.makeini("[pytest]\nivr_line = my_ivr:app\n")
    pytester.mkdir("features")
    return pytester


@pytest.fixture
def run(project: pytest.Pytester) -> Project:
    """Run pytest in the project, with a feature in it if one is given."""

    def run_pytest(feature: str = "", *arguments: str) -> pytest.RunResult:
        if feature:
            (project.path / "features/sample.feature").write_text(feature, encoding="utf-8")
        return project.runpytest("-p", "pytest_ivr.plugin", "-p", "no:django", "-p", "no:cacheprovider", *arguments)

    return run_pytest
