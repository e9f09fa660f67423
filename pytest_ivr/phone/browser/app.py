"""The phone in the browser: the page, what the caller does on it, and the call as a scenario."""

from collections.abc import Callable, Mapping

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from pytest_ivr.simulator import Call

from . import browser_call
from .browser_call import BrowserCall, CallLost
from .call_time import call_time, zones

# The keypad, row by row, with the letters on it.
KEYS = (
    *(("1", ""), ("2", "ABC"), ("3", "DEF")),
    *(("4", "GHI"), ("5", "JKL"), ("6", "MNO")),
    *(("7", "PQRS"), ("8", "TUV"), ("9", "WXYZ")),
    *(("*", ""), ("0", ""), ("#", "")),
)
UNTITLED = "A call without a title"

ACTIONS: dict[str, Callable[[Call, str], None]] = {
    "press": lambda call, keys: call.press(keys),
    "wait": lambda call, _: call.wait(),
    "hang up": lambda call, _: call.hang_up(),
}


@never_cache
@require_safe
def phone(request: HttpRequest) -> HttpResponse:
    """The page, with the call of this browser if there is one."""
    try:
        state = browser_call.resume(request.session).page_state()
    except CallLost:
        state = None
    return render(request, "phone/phone.html", {"state": state, "zones": zones(), "keys": KEYS})


@never_cache
@require_POST
def perform(request: HttpRequest) -> HttpResponse:
    """Perform what the caller does, and answer what came of it."""
    form = request.POST
    try:
        found, problem = dial(request) if form.get("act") == "dial" else go_on(request)
    except (CallLost, ValueError) as error:
        return JsonResponse({"problem": str(error)})
    browser_call.store(request.session, found)
    same = form.get("sid") == found.call.identity["CallSid"]
    state = found.page_state(number(form, "seen"), number(form, "logged")) if same else found.page_state()
    return JsonResponse({**state, "problem": problem})


def number(form: Mapping[str, str], name: str) -> int:
    """Return how many of something the page has already."""
    text = form.get(name, "")
    return int(text) if text.isdecimal() else 0


def dial(request: HttpRequest) -> tuple[BrowserCall, str]:
    """Dial the line anew, at the address by which the browser knows this server."""
    url = request.build_absolute_uri(reverse("choose-theater"))
    return browser_call.dial(url, *call_time(request.POST))


def go_on(request: HttpRequest) -> tuple[BrowserCall, str]:
    """Go on with the call of this browser."""
    name = request.POST.get("act", "")
    if name not in ACTIONS:
        raise ValueError(f"A caller cannot {name!r}; there are dial, {', '.join(ACTIONS)}.")
    found, action = browser_call.resume(request.session), ACTIONS[name]
    return found, found.perform(lambda: action(found.call, request.POST.get("keys", "")))


@never_cache
@require_safe
def scenario(request: HttpRequest) -> HttpResponse:
    """The call of this browser as a scenario, with the title that the caller gives it."""
    try:
        found = browser_call.resume(request.session)
    except CallLost as error:
        return HttpResponse(str(error), "text/plain; charset=utf-8", 404)
    text = found.scenario(request.GET.get("title") or UNTITLED)
    browser_call.store(request.session, found)
    return HttpResponse(text, "text/plain; charset=utf-8")
