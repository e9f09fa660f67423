"""Why some changes go unnoticed: because no caller could notice them."""

import re

# Modules that no caller comes through, or whose effect no journey can have.
ELSEWHERE = {
    "__init__.py": "it is empty",
    "admin.py": "managers use it, callers do not",
    "apps.py": "it only says where things are",
    "demo_catalogue.py": "it is what the journeys are told with, on both sides",
    "clock.py": "callers of a real line cannot state its clock",
    "database.py": "it is for a PostgreSQL that ends or stands still; ivr/tests/test_faults.py judges it",
    "request_log.py": "callers do not read the log",
}
LOGGED = "it is only logged"
MANAGERS = "managers meet it, who enter showtimes; callers hear only what has been entered"
# The module, what the change looks like (its old line, or its new one after a +), and why nobody could notice it.
REASONS: tuple[tuple[str, str, str], ...] = (
    ("local_time.py", r"wall_clock:|happens twice|say whether|beyond the calendar|OverflowError", MANAGERS),
    ("local_time.py", r'both\["|Literal\[|local = wall_clock|both = both_folds', "only saved calls have it"),
    ("models.py", r"max_length|_LENGTH|unique=|Constraint|constraints|MinValueValidator|blank=", MANAGERS),
    ("models.py", r"spoken|pytz|ValidationError|self\.(name|title|movie|starts_at)|@property", MANAGERS),
    ("models.py", r"db_index|related_name", "it is about speed, or a name that no view uses"),
    ("urls.py", r'name="XXapologize', "no link leads there, but the settings of the number"),
    ("views.py", r"logger\.|call_sid|raise (RequestDataTooBig|SuspiciousOperation)", LOGGED),
    ("views.py", r"functools\.wraps|TypeVar", "it is for developers"),
    ("views.py", r"\+ .*(>= LARGEST_REQUEST|or -?1\) > LARGEST|6553[57])", "no request of Twilio's is that long"),
    ("views.py", r'"XX"\)', "it is as senseless as nothing"),
    ("views.py", r"\+ .*(>=|is) MAX_ATTEMPTS", "no link tells of a fourth try"),
    ("views.py", r"\+ .*is NEXT_PAGE", "Python has but one zero"),
    ("views.py", r"\+ .*(page= 1|model, 0|attempt= 0)\)", "a page or a try that is not told is the first"),
    ("views.py", r"\+ .*(PAGE << 1|PAGE \+ 2)\]", "a page is cut to its length afterwards"),
    ("views.py", r"\+ .*date\(\) != today", "no show that is told was yesterday"),
    ("views.py", r"\+ .*shows\[ -1\]", "all of them are of one movie in one theater"),
    ("views.py", r"\+ if not key and not digits", "no show is of no movie, or in no theater"),
    ("views.py", r"- return \[\]", "there are no shows either way"),
    ("views.py", r"\+ .*match\[ 0\]", "nobody presses four thousand zeros"),
)


def reason(module: str, change: str) -> str | None:
    """Return why no caller could notice a change, if that is so."""
    return next((why for name, pattern, why in REASONS if name == module and re.search(pattern, change)), None)
