"""People on the phone: what every one of them hears and can do, and the callee who hears a whisper."""

from __future__ import annotations

from collections.abc import Mapping

from .errors import ActionNotPossible
from .interpreter import Interpreter
from .transcript import INSERTED, Event
from .verbs import Gather, HoldingVerb, Listening
from .verbs.verb import End, check_time

KEYS = frozenset("0123456789*#")
SOUNDS = frozenset({"said", "played", "paused", "music", "gathering"})  # what was never heard, never was


class Party:
    """Somebody on the phone, at one end of a leg. After each action the line moves on until it waits again."""

    def __init__(self, leg: Interpreter) -> None:
        self.leg = leg

    # What is known of the call

    @property
    def transcript(self) -> list[Event]:
        """Every event so far, in order, as JSON-able dicts (see the README)."""
        return self.leg.transcript

    @property
    def heard(self) -> list[str]:
        """What was heard since the last action, in order: sentences, and the URLs or keys that were played."""
        return self.leg.heard

    @property
    def heard_events(self) -> list[Event]:
        """What was heard since the last action, as events of the transcript: what was said and played."""
        return self.leg.transcript.heard_events(self.leg.name, self.leg.action_began)

    @property
    def is_held(self) -> bool:
        """Whether the caller waits in a queue, or for a conference to begin."""
        return self.leg.hold is not None

    @property
    def status(self) -> str:
        """Twilio's CallStatus."""
        return self.leg.status

    @property
    def ended(self) -> bool:
        """Whether the call is over."""
        return self.leg.ended

    @property
    def second(self) -> float:
        """The second of the call, counted from the first ring."""
        return self.leg.second

    @property
    def identity(self) -> Mapping[str, str]:
        """The standard parameters that do not change during the call, by name: CallSid, From, To ..."""
        return self.leg.identity

    @property
    def stopped(self) -> str:
        """Why the simulation has given up; empty if it has not."""
        return self.leg.stopped

    @property
    def possible(self) -> tuple[str, ...]:
        """The actions that move the line on now, by name."""
        return () if self.leg.waiting is None else self.leg.waiting.possible_actions(self.leg)

    # What people do

    def press(self, keys: str, during: str | None = None) -> None:
        """Press keys one after the other: after the prompts, or in the first sentence that has ``during`` in it.

        Keys that nothing listens to are lost, with a note in the transcript (contract, 4.1, rows 12, 13 and 19).
        """
        if not keys or not KEYS.issuperset(keys):
            raise ValueError(f"No phone has the keys {keys!r}; there are 0-9, * and #.")
        if during is not None and not self._cut("dtmf", during):
            self._note_ignored_input(during, "pressed", keys=keys)
            return
        verb = self.leg.waiting_verb("The caller cannot press keys")
        self.leg.note_action("pressed", keys=keys)
        self.leg.move(verb.press(self.leg, keys))

    def speak(self, words: str, confidence: float = 0.9, during: str | None = None) -> None:
        """Say something to a line that listens to speech; Twilio understands it with this confidence (0 to 1)."""
        if not words.strip() or words != words.encode(errors="ignore").decode() or not 0 <= confidence <= 1:
            raise ValueError(f"Nobody says {words!r} with a confidence of {confidence}; say words, and 0.0 to 1.0.")
        if during is not None and not self._cut("speech", during):
            self._note_ignored_input(during, "spoke", words=words)
            return
        verb = self.leg.waiting_verb("The caller cannot speak")
        self.leg.note_action("spoke", words=words)
        self.leg.move(verb.speak(self.leg, " ".join(words.split()), confidence))

    def mumble(self) -> None:
        """Say something that Twilio does not understand."""
        self.leg.move(self.leg.waiting_in(Gather, "The caller cannot mumble").mumble(self.leg))

    def wait(self) -> None:
        """Say and press nothing until the line moves on."""
        self.leg.move(self.leg.waiting_verb("The caller cannot stay silent").wait(self.leg))

    def listen(self, seconds: float) -> None:
        """Say and press nothing for so many seconds, whatever the line does meanwhile.

        Time runs through wait documents, menus and documents that lead to each other, and stops within a sentence. It
        stops earlier where only somebody else can move the line on, or when the call is over.
        """
        verb = self.leg.waiting_verb("The caller cannot listen")
        check_time(seconds)
        if "listen" not in verb.actions:
            verb.listen(self.leg)  # says what is possible
        self.leg.note_action("listened", seconds=seconds)
        self.leg.listen(seconds)

    def rest_in(self, words: str) -> None:
        """Let the next action lead into the middle of the first sentence that has these words, and no further.

        There the call rests: somebody may act, before anything is requested that stands behind it. The next action
        raises ValueError if no such sentence is heard.
        """
        self.leg.rest_words = words

    def hang_up(self, during: str | None = None) -> None:
        """End the call from this side: behind what was heard, or in the first sentence that has ``during`` in it.

        Raises ActionNotPossible if the line has done something behind that sentence already; then ``rest_in`` has to
        be said before.
        """
        leg = self.leg
        leg.waiting_verb("The caller cannot hang up")
        if during is not None:
            self._go_back_to(during)
        if leg.callee is not None:
            leg.second = leg.callee.second
        leg.note_action("hung up", by="the caller")
        leg.move(End("no-answer" if leg.status == "ringing" else "completed"))

    def _cut(self, kind: str, during: str) -> bool:
        """Cut the prompt with ``during`` in it, if "dtmf" or "speech" can; later prompts were then never heard."""
        index, verb = self._index_of(during), self.leg.waiting
        if self._rests_in(index):
            return True
        if not isinstance(verb, Gather) or not verb.may_be_cut(kind, index):
            return False
        self._return_to(index)
        return True

    def _rests_in(self, index: int) -> bool:
        """Tell whether the call rests in the sentence at this index; from its beginning it is led to the middle."""
        sound = self.leg.sound
        if sound is None or sound.event != index or not self.leg.sounding:
            return False
        if self.leg.second == sound.began:
            self.leg.hear_half(sound)
        return True

    def _return_to(self, index: int) -> None:
        """Return to the middle of the sentence at this index; what came later was never heard."""
        self.leg.sound = None
        self.leg.second = self.leg.transcript.cut(index)

    def _go_back_to(self, during: str) -> None:
        """Return to the middle of a sentence, if nothing but speech and music has come behind it."""
        index = self._index_of(during)
        if self._rests_in(index):
            return
        behind = {event["event"] for event in self.transcript[index + 1 :]}
        if not behind <= SOUNDS or not isinstance(self.leg.waiting, Gather | Listening | HoldingVerb):
            raise ActionNotPossible(
                f"The line has gone on since {during!r}: say before the last action, by rest_in({during!r}), "
                "that somebody acts in it."
            )
        self._return_to(index)

    def _note_ignored_input(self, during: str, event: str, **details: str) -> None:
        """Note what was pressed or said while nothing listened; the line has gone on regardless."""
        index = self._index_of(during)
        self.leg.insert_lost(index, event, **details)
        self.leg.action_began = index + 1
        self.leg.rest_words = ""  # the line has gone on, and comes to rest in nothing more
        if isinstance(self.leg.waiting, Gather):
            self.leg.waiting.memory["prompts_began"] += INSERTED

    def _index_of(self, words: str) -> int:
        """Return where in the transcript a sentence with these words was said since the last action."""
        index = self.leg.transcript.said(words, self.leg.name, self.leg.action_began)
        if index is None:
            raise ValueError(f"No sentence with {words!r} was said since the last action; heard: {self.heard}")
        return index


class Callee(Party):
    """Somebody who is called for the caller and hears a whisper, after which the two are connected."""
