"""Lines drawn at random as graphs of menus, what they would do by the drawing alone, and how they are served.

A drawn line is in a place: a menu, and how many times in a row a call has come to it, as far as the menu counts. Where
the place is kept, the drawing says too: in the address, in a cookie, or in the line's own memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

from hypothesis import strategies as st

from pytest_ivr.simulator import Request, Response

URL = "https://drawn.example/voice"
SUBJECTS = ("apples", "bread", "cheese", "dates", "eggs", "figs", "grapes", "honey")
SPOKEN = {"*": "star", "#": "hash"}
KEYS = "0123456789*#"
SILENCE = "times out"
ANSWERS = ("", "Sorry.", "One moment, please.", "Thank you.", "We did not hear you.")
CARRIERS = ("path", "query", "cookie", "session", "process")
OWN_MEMORY = frozenset({"session", "process"})


class Edge(NamedTuple):
    """What is said, and the menu that comes then; None where the line hangs up."""

    words: str
    target: int | None


class Place(NamedTuple):
    """A menu, and how many times in a row a call has come back to it, as far as it counts."""

    menu: int
    returns: int


class Step(NamedTuple):
    """What a caller hears, and where the call is then; None where it is over."""

    said: tuple[str, ...]
    place: Place | None


@dataclass(frozen=True)
class Menu:
    """What the keys do that a menu names, others, all that are left, and silence.

    At the return of number ``limit``, if that is one, mistakes lead ``at_last`` elsewhere.
    """

    named: Mapping[str, Edge]
    secret: Mapping[str, Edge]
    other: Edge
    silence: Edge
    limit: int
    at_last: Edge


@dataclass(frozen=True)
class Drawing:
    """A line as it was drawn. ``carrier`` keeps the menu, and the returns too unless they are ``counted_in_secret``.

    With ``inside`` the words before a menu belong to it: keys interrupt them. With ``twin_of`` the last menu has the
    words of another one, though its keys do other things.
    """

    menus: Sequence[Menu]
    carrier: str
    counted_in_secret: bool
    inside: bool
    twin_of: int | None = None

    def sound(self, menu: int) -> int:
        """Return the menu that callers take a menu for."""
        return menu if self.twin_of is None or menu < len(self.menus) - 1 else self.twin_of

    def prompt(self, menu: int) -> str:
        """Return what is said in a menu."""
        keys = " ".join(f"For {key}s, press {SPOKEN.get(key, key)}." for key in self.menus[menu].named)
        return f"Here are the {SUBJECTS[self.sound(menu)]}. {keys}".strip()

    def step(self, place: Place, did: str) -> Step:
        """Return what comes of a key or of silence."""
        menu = self.menus[place.menu]
        edge = menu.silence if did == SILENCE else menu.named.get(did) or menu.secret.get(did) or menu.other
        is_mistake = did not in menu.named and did not in menu.secret
        if is_mistake and edge.target == place.menu and menu.limit and place.returns + 1 >= menu.limit:
            edge = menu.at_last
        said = (edge.words,) if edge.words else ()
        if edge.target is None:
            return Step(said, None)
        returns = min(place.returns + 1, max(self.menus[edge.target].limit - 1, 0)) if edge.target == place.menu else 0
        return Step((*said, self.prompt(edge.target)), Place(edge.target, returns))

    def after(self, actions: Sequence[str]) -> Step:
        """Return the last that comes of actions, from the first ring."""
        step = Step((self.prompt(0),), Place(0, 0))
        for action in actions[1:]:
            did = key_of(action)
            if did is None or step.place is None:
                return Step((), None)
            step = self.step(step.place, did)
        return step

    @property
    def remembers(self) -> bool:
        """Whether calls can come to places that differ, though the answers of the line tell the same of them."""
        blocks = self.blocks()
        return len({(self.told(place), block) for place, block in blocks.items()}) > len(set(map(self.told, blocks)))

    def told(self, place: Place) -> tuple[int, ...]:
        """Return what the answers of the line tell of a place, beside words."""
        if self.carrier in OWN_MEMORY:
            return ()
        return (place.menu,) if self.counted_in_secret else place

    def kind(self, place: Place) -> tuple[object, ...]:
        """Return what places have in common that may be one."""
        return self.told(place), frozenset(self.menus[place.menu].named)

    def reachable(self) -> list[Place]:
        """Return the places to which calls can come, nearest first."""
        found = [Place(0, 0)]
        for place in found:
            steps = (self.step(place, did) for did in (*KEYS, SILENCE))
            found += dict.fromkeys(it.place for it in steps if it.place and it.place not in found)
        return found

    def blocks(self) -> dict[Place, int]:
        """Return numbers of the places: the same one for those that nobody can tell apart, whatever they do."""
        places = self.reachable()
        known: dict[Place, object] = {place: self.kind(place) for place in places}
        while True:
            finer = {place: (known[place], *self.comes_of_all(place, known)) for place in places}
            names = {name: number for number, name in enumerate(dict.fromkeys(finer.values()))}
            if len(names) == len(set(known.values())):
                return {place: names[finer[place]] for place in places}
            known = {place: names[finer[place]] for place in places}

    def comes_of_all(self, place: Place, known: Mapping[Place, object]) -> Iterator[tuple[object, ...]]:
        """Yield what comes of each key and of silence."""
        for did in (*KEYS, SILENCE):
            said, target = self.step(place, did)
            yield said, target and known[target]


def key_of(action: str) -> str | None:
    """Return the key that a drawn menu takes, or silence; None for hanging up."""
    if action == SILENCE:
        return SILENCE
    match = re.match(r"presses (\S)", action)
    return match[1] if match else None


@dataclass
class DrawnLine:
    """A transport to a drawn line. ``other_words`` are said in the place of sentences."""

    drawing: Drawing
    other_words: Mapping[str, str] = field(default_factory=dict)
    requests: int = 0
    memory: dict[str, Place] = field(default_factory=dict)
    sessions: Iterator[int] = field(default_factory=count)

    def send(self, request: Request) -> Response:
        """Answer Twilio."""
        self.requests += 1
        form = {name: values[0] for name, values in parse_qs(request.body.decode()).items()}
        cookies = dict(part.split("=", 1) for part in request.headers.get("Cookie", "").split("; ") if part)
        if form["CallStatus"] == "ringing":
            cookies = {"session": str(next(self.sessions)).rjust(8, "0")}
            step = self.drawing.after(["dials"])
        elif form["CallStatus"] == "completed":
            return Response(204, [], b"")
        else:
            step = self.drawing.step(self.place(request, form, cookies), form.get("Digits", SILENCE))
        return self.answer(step, form["CallSid"], cookies)

    def place(self, request: Request, form: Mapping[str, str], cookies: Mapping[str, str]) -> Place:
        """Return where a call is."""
        parts = urlsplit(request.url)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        call, carrier = form["CallSid"], self.drawing.carrier
        if carrier in OWN_MEMORY:
            return self.memory.get(cookies.get("session", "") if carrier == "session" else call, Place(0, 0))
        at = {"path": parts.path.rpartition("/")[2], "query": query.get("at"), "cookie": cookies.get("at")}[carrier]
        returns = query.get("returns", cookies.get("returns", "0"))
        if self.drawing.counted_in_secret:
            returns = str(self.memory.get(call, Place(0, 0)).returns)
        return Place(int(at or 0), int(returns))

    def answer(self, step: Step, call: str, cookies: Mapping[str, str]) -> Response:
        """Return the document of a step, and note where the call is then."""
        headers = [("Content-Type", "text/xml")]
        *before, last = [self.other_words.get(it, it) for it in step.said] or [""]
        if step.place is None:
            said = "".join(f"<Say>{it}</Say>" for it in (*before, last) if it)
            return Response(200, headers, f"<Response>{said}<Hangup/></Response>".encode())
        self.memory[call] = self.memory[cookies.get("session", "")] = step.place
        url, kept = self.address(step.place)
        if self.drawing.carrier == "session":
            kept = {"session": cookies["session"]}
        headers += [("Set-Cookie", f"{name}={value}; Path=/") for name, value in kept.items()]
        said, words = "".join(f"<Say>{it}</Say>" for it in before), f"<Say>{last}</Say>"
        out, inside = ("", said + words) if self.drawing.inside else (said, words)
        gather = f'<Gather action="{url}" numDigits="1" finishOnKey="">{inside}</Gather>'
        return Response(200, headers, f"<Response>{out}{gather}<Redirect>{url}</Redirect></Response>".encode())

    def address(self, place: Place) -> tuple[str, dict[str, str]]:
        """Return the address for what a caller does in a place, and the cookies beside it."""
        returns = "" if self.drawing.counted_in_secret else str(place.returns)
        match self.drawing.carrier:
            case "path":
                return f"/menus/{place.menu}{returns and f'?returns={returns}'}", {}
            case "query":
                return f"/voice?at={place.menu}{returns and f'&amp;returns={returns}'}", {}
            case "cookie":
                return "/voice", {"at": str(place.menu), **({"returns": returns} if returns else {})}
        return "/voice", {}


@st.composite
def drawings(draw: st.DrawFn) -> Drawing:
    """Draw a line."""
    size = draw(st.integers(2, 8))
    edges = st.builds(Edge, st.sampled_from(ANSWERS), st.none() | st.integers(0, size - 1))

    def menu(number: int) -> Menu:
        again = st.builds(Edge, st.sampled_from(ANSWERS), st.just(number))
        mistakes = again | again | edges
        keys = draw(st.lists(st.sampled_from(KEYS), max_size=4, unique=True))
        named = {key: draw(edges) for key in keys}
        limit = draw(st.integers(0, 3))
        free = [key for key in KEYS if key not in named]
        secret = {key: draw(edges) for key in draw(st.lists(st.sampled_from(free), max_size=1))}
        elsewhere = [None, *(it for it in range(size) if it != number)]
        at_last = Edge(draw(st.sampled_from(ANSWERS)), draw(st.sampled_from(elsewhere)))
        return Menu(named, secret, draw(mistakes), draw(mistakes), limit, at_last)

    menus = [menu(number) for number in range(size)]
    return Drawing(menus, draw(st.sampled_from(CARRIERS)), draw(st.booleans()), draw(st.booleans()))


@st.composite
def twins(draw: st.DrawFn) -> Drawing:
    """Draw a line in which two menus sound alike, whose keys do not do the same; what it counts, its answers tell.

    Mistakes lead from one to either, and so does star from others.
    """
    drawing = draw(drawings())
    twin_of, twin = draw(st.integers(0, len(drawing.menus) - 1)), len(drawing.menus)
    either = st.sampled_from([twin_of, twin])

    def led(edge: Edge) -> Edge:
        return edge._replace(target=draw(either)) if edge.target == twin_of else edge

    def menu(number: int, drawn: Menu) -> Menu:
        named = {key: led(edge) for key, edge in drawn.named.items()}
        if number == twin_of:
            return replace(
                drawn, named=named, secret={}, other=Edge("Sorry.", draw(either)), silence=led(drawn.silence)
            )
        star = {"*": Edge("", draw(either))} if draw(st.booleans()) else {}
        return replace(drawn, named=named | star, secret={}, other=led(drawn.other), silence=led(drawn.silence))

    menus = [menu(number, drawn) for number, drawn in enumerate(drawing.menus)]
    named = menus[twin_of].named
    edges = draw(st.permutations(list(named.values())))
    menus.append(replace(menus[twin_of], named=dict(zip(named, edges, strict=True))))
    return Drawing(menus, draw(st.sampled_from(CARRIERS[:3])), False, drawing.inside, twin_of)
