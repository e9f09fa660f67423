"""A line that dials, for tests of who is called and what they hear."""

from pytest_ivr.simulator import Call
from pytest_ivr.simulator.testing import HOME, Script, answer, dial, script, twiml

AFTER = "<Say>Nobody there</Say>"
NEXT = twiml("<Say>Welcome back</Say>")
NUMBER = "+14155550100"


def dialing(attributes: str = "", target: str = NUMBER, /, **documents: object) -> tuple[Script, Call]:
    """Return a call to a line that dials, with an action."""
    told = dict.fromkeys(("told", "done"), answer(""))
    line = script(f"<Dial action='/next' {attributes}>{target}</Dial>{AFTER}", next=NEXT, **told, **documents)  # type: ignore[arg-type]  # documents are answers
    return line, dial(line, status_callback=f"{HOME}/done")
