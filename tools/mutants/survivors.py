"""Why some changes go unnoticed: because no caller could notice them."""

from fnmatch import fnmatchcase
from typing import NamedTuple

# Modules that no caller comes through, or whose effect no journey can have.
NOT_MUTATED = {
    "__init__.py": "it is empty",
    "admin.py": "managers use it, callers do not",
    "apps.py": "it only says where things are",
    "call_log.py": "whoever runs the line reads it, callers do not",
    "changing.py": "managers meet it, who change the catalogue",
    "clock.py": "callers of a real line cannot override its clock",
    "copies.py": "managers meet it, who back the catalogue up and restore it",
    "counting.py": "Prometheus meets it, callers do not",
    "database.py": "it is for a PostgreSQL that ends or hangs; ivr/tests/test_faults.py tests it",
    "deleting.py": "managers meet it, who delete theaters and movies",
    "demo_catalogue.py": "the journeys compare with it what they hear of it",
    "health.py": "load balancers use it, callers do not",
    "metrics.py": "Prometheus meets it, callers do not",
    "names.py": "managers meet it, who enter names",
    "places.py": "managers meet it, who enter time zones",
    "request_log.py": "callers do not read the log",
    "thin.py": "managers meet it, who ask where the catalogue is thin",
    "whole_lines.py": "whoever runs the line reads what it writes, callers do not",
}
LOGGED = "it is only logged"
DEVELOPERS = "only developers see it"
MANAGERS = "managers meet it, who enter showtimes; callers hear only what has been entered"
NONSENSE = "nonsense in a link counts as nothing"
SIZE = "no request of Twilio's is that long"
ZERO = "Python has only one zero"


class Reason(NamedTuple):
    """Why no caller could notice ``most`` changes that an operator makes in a scope; both may have ``*`` in them."""

    module: str
    scope: str
    operator: str
    most: int
    why: str


REASONS = (
    Reason("local_time.py", "fold", "*", 23, "only saved calls use it"),
    Reason("local_time.py", "Fold", "*", 3, "only saved calls use it"),
    Reason("local_time.py", "instant", "*", 21, MANAGERS),
    Reason("models.py", "Show.theater", "*", 3, "it is about speed, or a name that no view uses"),
    Reason("models.py", "Show.movie", "*", 2, "it is about speed, or a name that no view uses"),
    Reason("models.py", "*", "*", 59, MANAGERS),
    Reason("urls.py", "urlpatterns", "OtherText", 1, "no link leads to the apology, but the settings of the number"),
    Reason("views.py", "Row", "*", 2, DEVELOPERS),
    Reason("views.py", "validate_django_request", "OtherText", 2, "no signature and a wrong one are refused alike"),
    Reason("views.py", "apologize", "OtherText", 3, LOGGED),
    Reason("views.py", "apologize", "NoStatement", 1, LOGGED),
    Reason("views.py", "choose_movie", "ReplaceComparisonOperator_Eq_Is", 1, ZERO),
    Reason("views.py", "choose_movie", "NumberReplacer", 1, "a menu without a page in its link begins with the first"),
    Reason("views.py", "list_showtimes", "ReplaceComparisonOperator_Eq_Is", 1, ZERO),
    Reason("views.py", "list_showtimes", "OtherText", 1, NONSENSE),
    Reason("upcoming.py", "upcoming_shows", "NoReturn", 1, "there are no shows either way"),
    Reason("upcoming.py", "announcement", "NumberReplacer", 1, "all shows are of one movie in one theater"),
    Reason("upcoming.py", "announcement", "ReplaceComparisonOperator_Gt_NotEq", 2, "no announced show was yesterday"),
    Reason("views.py", "options", "NumberReplacer", 2, "a page is cut to its length afterwards; page 0 is the first"),
    Reason("views.py", "options", "ReplaceBinaryOperator_Add_LShift", 1, "a page is cut to its length afterwards"),
    Reason("views.py", "try_again", "ReplaceComparisonOperator_Eq_*", 2, "no link names a fourth attempt"),
    Reason("views.py", "back_to_theaters", "NumberReplacer", 1, "a link without an attempt is of the first"),
    Reason("views.py", "attempt_in", "OtherText", 1, NONSENSE),
    Reason("views.py", "page_in", "OtherText", 1, NONSENSE),
    Reason("views.py", "theater_in", "OtherText", 1, NONSENSE),
    Reason("views.py", "whole_number", "NumberReplacer", 1, "nobody presses four thousand zeros"),
    Reason("webhook.py", "LARGEST_REQUEST", "NumberReplacer", 2, SIZE),
    Reason("webhook.py", "refuse_large", "NumberReplacer", 2, SIZE),
    Reason("webhook.py", "refuse_large", "ReplaceComparisonOperator_Gt_GtE", 1, SIZE),
    Reason("webhook.py", "refuse_large", "OtherText", 2, LOGGED),
    Reason("webhook.py", "make_webhook", "OtherText", 3, LOGGED),
    Reason("webhook.py", "make_webhook", "NoStatement", 2, LOGGED),
    Reason("webhook.py", "make_webhook", "RemoveDecorator", 1, DEVELOPERS),
)


def reason(module: str, scope: str, operator: str) -> Reason | None:
    """Return the first reason why no caller could notice such a change, if there is one."""
    return next(
        (
            it
            for it in REASONS
            if it.module == module and fnmatchcase(scope, it.scope) and fnmatchcase(operator, it.operator)
        ),
        None,
    )
