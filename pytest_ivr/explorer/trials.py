"""What people can do where a call rests, in the words of the journeys: one table has a row for each possible action."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ..journeys.notation import BREAKS
from ..journeys.prompts import RECORDING, name_of_file
from ..living_docs.document.menu_names import MenuName, name_for
from ..living_docs.document.spoken_keys import named_keys
from ..simulator import Call, Event
from ..simulator.verbs import Dial, Enqueue, Gather, Record
from .reading import Reading

DIGITS = "9876543210"
LONG_NUMBER = "9" * 12  # longer than what anybody asks for
LONG_LIST = 12  # so many numbers are data, whatever the sentences say
FEW = 3
OTHER_WORDS = "something else"
SECONDS = {"record": 5, "talk": 40, "wait": 60}
TALK = f"talks for {SECONDS['talk']} seconds"
SAY = re.compile(r"\bsay,? (?:[\"“]([^\"”]+)[\"”]|([\w' ]+?)(?=,|[.?!]|$| (?:or|for|to|if|and|now)\b))", re.IGNORECASE)
OR_SAID = re.compile(r"(?:,| or)+ (?:[\"“]([^\"”]+)[\"”]|([\w']+))(?=,|[.?!]|$| or\b)", re.IGNORECASE)
QUOTE = str.maketrans("", "", '"')

Trial = Callable[[Call, "Asked"], Iterator[str]]


@dataclass(frozen=True)
class Asked:
    """What a caller was asked where a call rests: the sentences since somebody acted, and what ``menus.txt`` says."""

    sentences: Sequence[str]
    names: Sequence[MenuName] = ()
    named: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        named = dict.fromkeys(key for sentence in self.sentences for key in named_keys(sentence))
        object.__setattr__(self, "named", tuple(named))

    @property
    def numbers(self) -> list[str]:
        """The numbers that were named, as data might be."""
        return [key for key in self.named if key.isdigit()]

    @property
    def name(self) -> MenuName | None:
        """What ``menus.txt`` calls the menu."""
        return name_for(self.sentences, self.names)

    @property
    def is_sampled(self) -> bool:
        """Whether its numbers are data, and so many that a few stand for all.

        They are data where ``menus.txt`` says so, or where there are too many for anything else.
        """
        lists_data = len(self.numbers) > LONG_LIST or bool(self.name and self.name.lists_data(self.sentences))
        return lists_data and len(self.numbers) > FEW


def trials(call: Call, asked: Asked, reading: Reading, *, all_keys: bool) -> Iterator[str]:
    """Yield what people can do now, each as an action of a scenario, and hanging up last.

    Of a list of data some options are tried, or all; of the digits that are not named one, or all; and where callers
    are asked for a number of their own, those that the reading knows.
    """
    for possible in call.possible:
        if possible == "press":
            yield from keys_of(call, asked, reading, all_keys=all_keys)
        elif trial := TRIALS.get(possible):
            yield from trial(call, asked)


def wordless(call: Call) -> list[str]:
    """Return what may happen now, but cannot be said in a scenario."""
    return [WORDLESS[possible] for possible in call.possible if possible in WORDLESS]


def takes_a_number(call: Call, asked: Asked) -> bool:
    """Tell whether callers can key in a number of their own: no sentence names one."""
    gather = call.leg.waiting
    if not isinstance(gather, Gather) or "press" not in call.possible:
        return False
    return bool(asked.sentences) and not asked.numbers and gather.node.attributes["numDigits"] != "1"


def keys_of(call: Call, asked: Asked, reading: Reading, *, all_keys: bool) -> Iterator[str]:
    """Yield the keys that are known in a menu, keys that it does not name, and keys while it speaks."""
    gather = call.leg.waiting
    if not isinstance(gather, Gather):
        return
    given = gather.node.attributes
    named = asked.named if reading.all_options else some_options(asked)
    known = [*named, *(reading.numbers if takes_a_number(call, asked) else ())]
    for keys in dict.fromkeys((*known, *unnamed(asked, given, all_keys=all_keys))):
        yield entered(keys, given)
    prompts = filter(None, map(quotable, call.transcript[gather.memory["prompts_began"] :]))
    if words := steady_words(next(prompts, ""), reading.same_words):
        yield entered(next(iter(known), DIGITS[0]), given, during=words)


def quotable(event: Event) -> str:
    """Return how a scenario names what is heard: what is said, or the file that is played if it keeps its name."""
    if event["event"] == "said":
        return event["text"]
    file = name_of_file(event.get("url", "")) if event["event"] == "played" else ""
    return "" if RECORDING.fullmatch(file) else file


def steady_words(prompt: str, same_words: Sequence[re.Pattern[str]]) -> str:
    """Return the longest piece of a prompt that is said in every call, and that stands in one line; empty if none."""
    for pattern in same_words:
        prompt = pattern.sub("\n", prompt)
    return max(BREAKS.split(prompt), key=len).strip()


def some_options(asked: Asked) -> Sequence[str]:
    """Return the keys that are named; of a list of data the first, one in the middle and the last number."""
    if not asked.is_sampled:
        return asked.named
    numbers = asked.numbers
    some = {numbers[0], numbers[len(numbers) // 2], numbers[-1]}
    return [key for key in asked.named if key in some or not key.isdigit()]


def unnamed(asked: Asked, given: Mapping[str, str], *, all_keys: bool) -> Iterator[str]:
    """Yield keys that are not named: one digit or all, star, zero, hash alone, and more than is taken."""
    digits = [digit for digit in DIGITS if digit not in asked.named]
    yield from digits if all_keys else digits[:1]
    yield from ("0", "*", "#")
    most = int(given["numDigits"] or 0)
    if most:
        yield DIGITS[0] * most
    yield DIGITS[0] * (most + 1) if most else LONG_NUMBER


def entered(keys: str, given: Mapping[str, str], during: str = "") -> str:
    """Return how keys are pressed so that a menu takes them: with the key that ends them, or with silence."""
    finish, most = given["finishOnKey"], int(given["numDigits"] or 0)
    is_complete = (bool(finish) and finish in keys) or 0 < most <= len(keys)
    quoted = f' during "{during}"' if during else ""
    pressed = f"presses {keys if is_complete else keys + finish}{quoted}"
    return pressed if is_complete or finish else f"{pressed} then times out"


def words_of(call: Call, asked: Asked) -> Iterator[str]:
    """Yield the words that a menu expects or invites to, and others."""
    gather = call.leg.waiting_in(Gather, "Nobody can speak")
    hints = [hint.strip() for hint in gather.node.attributes["hints"].split(",")]
    invited = [words for sentence in asked.sentences for words in words_to_say(sentence)]
    expected = [it.translate(QUOTE) for it in (*hints, *invited)]
    for words in dict.fromkeys(it for it in (*expected, OTHER_WORDS) if it and "$" not in it):
        yield f'says "{words}"'


def words_to_say(sentence: str) -> Iterator[str]:
    """Yield the words that a sentence invites to say: "say sales or support" has two."""
    for match in SAY.finditer(sentence):
        yield (match[1] or match[2]).strip()
        position = match.end()
        while following := OR_SAID.match(sentence, position):
            yield following[1] or following[2]
            position = following.end()


def recordings(call: Call, _asked: Asked) -> Iterator[str]:
    """Yield what can be said to a line that records."""
    keys = call.leg.waiting_in(Record, "Nobody can record").node.attributes["finishOnKey"]
    record = f"records for {SECONDS['record']} seconds"
    yield f"{record} ending with {'#' if '#' in keys else keys[0]}" if keys else record
    yield f"{record} ending with a hang-up"


def answers(call: Call, _asked: Asked) -> Iterator[str]:
    """Yield who may answer."""
    ringing = call.leg.waiting_in(Dial, "Nobody can answer").ringing
    for to in [f' to "{who}"' for who in ringing] if len(ringing) > 1 else [""]:
        yield f"is put through{to} and {TALK}"


def accepted(action: str, key: str) -> str:
    """Return how somebody answers who has to press a key to take the call, from how they just answer."""
    return action.replace("is put through", "is accepted").replace(" and talks", f" with {key} and talks")


def silence(call: Call, _asked: Asked) -> Iterator[str]:
    """Yield how nobody does anything: to the end of the time, or where there is none for a while."""
    is_waiting = isinstance(call.leg.held_by, Enqueue) and not isinstance(call.leg.waiting, Gather)
    yield f"listens for {SECONDS['wait']} seconds" if is_waiting else "times out"


def just(action: str) -> Trial:
    """Return what yields one action."""
    return lambda _call, _asked: iter([action])


TRIALS: Mapping[str, Trial] = {
    "speak": words_of,
    "mumble": just("mumbles"),
    "record": recordings,
    "callee_answers": answers,
    "callee_no_answer": just("gets no answer"),
    "callee_busy": just("gets a busy tone"),
    "callee_failed": just("cannot be put through"),
    "agent_takes": just(f"is taken by an agent and {TALK}"),
    "conference_ends": just(f"is put through and {TALK}"),
    "wait": silence,
    "hang_up": just("hangs up"),
}
WORDLESS = {
    "connection_ends": "how what Connect connects to ends",
    "payment_ends": "how a payment ends",
    "refer_ends": "how who is referred to answers",
    "queue_fails": "a queue that takes nobody",
}
