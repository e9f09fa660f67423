"""A shop on the phone whose journeys get everywhere and look at little: see ``project``.

main menu ... 1 bread, 2 a table, 3 the manager, 4 the hours; any other key breaks the line; silence: goodbye
table ....... so many guests, ended by star; silence is asked again
manager ..... rings; nobody there: a message
hours ....... 1 to 4 as in the main menu; silence: the main menu
"""

from collections.abc import Iterable
from urllib.parse import parse_qs
from wsgiref.types import StartResponse, WSGIEnvironment

MAIN = """
<Gather action="/choice" method="POST" numDigits="1" finishOnKey="" timeout="8" input="dtmf">
  <Say>Welcome to Corner Shop.</Say>
  <Say>For bread, press 1. For a table, press 2. For Ada Byron, press 3. For our hours, press 4.</Say>
</Gather>
<Say>Goodbye.</Say>
<Hangup/>
<Say>Nobody hears this.</Say>
"""
BREAD = """
<Say>There are 12 loaves of bread. Bea Lind bakes 20 more.</Say>
<Redirect method="GET">/thanks</Redirect>
"""
TABLE = """
<Gather action="/booked" method="POST" numDigits="2" finishOnKey="*" timeout="9" actionOnEmptyResult="true">
  <Say>Tables are free at 7:30 PM and at 8:15 PM.</Say>
  <Say>How many guests are you?</Say>
</Gather>
"""
MANAGER = """
<Say>We are calling Ada Byron.</Say>
<Dial action="/message" method="POST" timeout="20" callerId="+12125550140">+12125550141</Dial>
"""
MESSAGE = """
<Say>Please leave a message.</Say>
<Record action="/thanks" method="GET" maxLength="30" finishOnKey="#" timeout="4"/>
"""
HOURS = """
<Gather action="/choice" numDigits="1" input="dtmf speech">
  <Say>We are open from 7:30 AM to 6:45 PM.</Say>
</Gather>
<Redirect>/voice</Redirect>
"""
ANSWERS = {
    "/voice": MAIN,
    "/bread": BREAD,
    "/table": TABLE,
    "/manager": MANAGER,
    "/message": MESSAGE,
    "/hours": HOURS,
    "/old": "<Say>One moment, please.</Say><Pause/><Redirect>/broken</Redirect>",
    "/thanks": "<Say>Thank you.</Say><Say>Goodbye.</Say><Hangup/>",
    "/sorry": "<Say>Sorry, the shop is closed.</Say><Hangup/>",
}
CHOICES = {"1": "/bread", "2": "/table", "3": "/manager", "4": "/hours"}
BY_GET = {"/thanks"}


def app(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """Answer Twilio."""
    form = parse_qs(environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)).decode())
    path, keys = environ["PATH_INFO"], form.get("Digits", [""])[0]
    is_allowed = (environ["REQUEST_METHOD"] == "GET") == (path in BY_GET)
    if path == "/choice":
        path = CHOICES.get(keys, "/old")
    elif path == "/booked":
        path = "/sorry" if keys else "/table"
    found = ANSWERS.get(path) if is_allowed else None
    start_response("200 OK" if found else "500 Internal Server Error", [("Content-Type", "text/xml")])
    return [f"<Response>{found}</Response>".encode() if found else b""]
