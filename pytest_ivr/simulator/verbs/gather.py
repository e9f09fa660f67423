"""Gather: a menu that listens to keys, to speech, or to both (contract, section 4.1)."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from ..leg.leg import Leg
from .audio import Pause, PlayInGather, Say
from .telling import told_of
from .verb import GoTo, Move, Step, Verb, Wait, WaitingVerb

AUTO_TIMEOUT = 5
FIRST_PAUSE = 1  # speechTimeout="auto", in seconds
MAX_SPEECH_SECONDS = 60
NOT_YET = "nothing listened then"


class DigitsSoFar(NamedTuple):
    """What a Gather made of some keys: its digits so far, whether they are complete, and the keys too many."""

    digits: str
    complete: bool
    finished_on_key: str
    lost: str


class Gather(WaitingVerb):
    """A menu: prompts that keys and speech cut short, and then the wait for them.

    It remembers the keys so far, how many prompts were spoken, where in the transcript they began, and at what
    second a silence ends in which the caller listens.
    """

    PROMPTS: ClassVar[dict[str, type[Verb]]] = {"Say": Say, "Play": PlayInGather, "Pause": Pause}

    def perform(self, call: Leg) -> Step:
        """Speak the prompts and listen."""
        call.answer()
        given = self.node.attributes
        if given["speechTimeout"] == "auto" and given["speechModel"]:
            call.warn(13335, self.node.line, 'speechTimeout="auto" goes with no speechModel; timeout is used.')
        call.note("gathering", **told_of(self.node))
        self.memory = {"keys": "", "prompts_began": len(call.transcript), "spoken": 0, "silent_until": None}
        self.speak_prompts(call)
        return Wait(self)

    def speak_prompts(self, call: Leg) -> None:
        """Speak the prompts that are left, as far as there is time."""
        for prompt in self.node.elements[self.memory["spoken"] :]:
            if call.out_of_time:
                break
            self.memory["spoken"] += 1
            self.PROMPTS[prompt.name](prompt).perform(call)

    def is_speaking(self, call: Leg) -> bool:
        """Tell whether a prompt is heard, or is left."""
        return self.memory["silent_until"] is None and (
            call.sounding or self.memory["spoken"] < len(self.node.elements)
        )

    @property
    def actions(self) -> tuple[str, ...]:
        """Keys and speech as far as they are listened to, and silence."""
        return (*["press"] * self.accepts("dtmf"), *["speak", "mumble"] * self.accepts("speech"), "wait", "listen")

    def accepts(self, kind: str) -> bool:
        """Tell whether "dtmf" or "speech" is listened to."""
        return kind in self.node.attributes["input"].split()

    def may_be_cut(self, kind: str, index: int) -> bool:
        """Tell whether keys or speech stop the prompt at this index in the transcript."""
        barge_in = self.node.attributes["bargeIn"] == "true"
        return barge_in and self.accepts(kind) and index >= self.memory["prompts_began"]

    @property
    def timeout(self) -> int:
        """The seconds of silence after which the Gather gives up."""
        timeout = self.node.attributes["timeout"]
        return AUTO_TIMEOUT if timeout == "auto" else int(timeout)

    @property
    def speech_timeout(self) -> int:
        """The seconds of silence that end speech."""
        given = self.node.attributes
        if given["speechTimeout"] == "auto" and not given["speechModel"]:
            return FIRST_PAUSE
        return int(given["speechTimeout"]) if given["speechTimeout"].isdigit() else self.timeout

    # What callers do

    def press(self, call: Leg, keys: str) -> Step:
        """Take keys until the input is complete."""
        if not self.accepts("dtmf"):
            call.note("lost", what=keys, reason="the menu listens to speech only")
            return None
        if self.is_deaf(call):
            call.note("lost", what=keys, reason=NOT_YET)
            return None
        self.stop_speaking(call)
        so_far = self.collect(self.memory["keys"], keys)
        if so_far.lost:
            call.note("lost", what=so_far.lost, reason="the menu had been answered already")
        self.memory["keys"] = so_far.digits
        return self.close(so_far.finished_on_key) if so_far.complete else None

    def is_deaf(self, call: Leg) -> bool:
        """Tell whether a prompt is heard that nothing stops."""
        return self.is_speaking(call) and self.node.attributes["bargeIn"] != "true"

    def stop_speaking(self, call: Leg) -> None:
        """Break off the prompts, and the silence that has begun."""
        call.fall_silent()
        self.memory |= {"spoken": len(self.node.elements), "silent_until": None}

    def wait(self, call: Leg) -> Step:
        """Let the time run out, behind the prompts."""
        call.begin_action()
        while self.is_speaking(call):
            call.hear_out()
            self.speak_prompts(call)
        ends = self.memory["silent_until"]
        seconds = self.timeout if ends is None else ends - call.second
        call.fall_silent()
        call.note("silent", seconds=seconds)
        call.elapse(seconds)
        return self.close("")

    def listen(self, call: Leg) -> Step:
        """Let a caller who says nothing hear the prompts that are left, and let the time run out."""
        if self.is_speaking(call):
            self.speak_prompts(call)
            return None
        if self.memory["silent_until"] is None:
            self.memory["silent_until"] = call.second + self.timeout
            call.hear("silent", self.timeout, listening=True)
            return None
        return self.close("")

    def speak(self, call: Leg, words: str, confidence: float) -> Step:
        """Take words, to the end of the time for speech."""
        if self.ignores_speech(call, words):
            return None
        self.stop_speaking(call)
        seconds = call.choices.seconds(words, self.node.attributes["language"])
        most = int(self.node.attributes["maxSpeechTime"] or MAX_SPEECH_SECONDS)
        heard = words if seconds <= most else words[: int(round(len(words) * most / seconds, 6))]
        self.report_partial_results(call, heard)
        call.elapse(min(seconds, most) + self.speech_timeout)
        return self.submit({"SpeechResult": heard, "Confidence": str(confidence)})

    def mumble(self, call: Leg) -> Step:
        """Hear something that nobody understands: no input (row 17)."""
        call.note_action("mumbled")
        if self.ignores_speech(call, "mumbling"):
            return None
        self.stop_speaking(call)
        call.elapse(self.speech_timeout)
        return self.close("")

    def ignores_speech(self, call: Leg, speech: str) -> bool:
        """Tell whether speech is lost; of keys and speech, what was there first wins (row 15)."""
        if not self.accepts("speech") or self.memory["keys"]:
            listens = "keys, which were pressed already" if self.memory["keys"] else "keys only"
            call.note("lost", what=speech, reason=f"the menu listens to {listens}")
            return True
        if self.is_deaf(call):
            call.note("lost", what=speech, reason=NOT_YET)
            return True
        return False

    # What becomes of it

    def collect(self, held: str, keys: str) -> DigitsSoFar:
        """Take keys one after the other, after those that are held already, until the input is complete."""
        given = self.node.attributes
        for index, key in enumerate(keys, start=1):
            if key == given["finishOnKey"]:
                return DigitsSoFar(held, True, key, keys[index:])
            held += key
            if len(held) == int(given["numDigits"] or 0):
                return DigitsSoFar(held, True, "", keys[index:])
        return DigitsSoFar(held, False, "", "")

    def close(self, finished_on_key: str) -> Step:
        """Submit the keys, or go on behind the Gather if there are none (outcome table)."""
        digits = self.memory["keys"]
        if not digits and self.node.attributes["actionOnEmptyResult"] == "false":
            return Move.GO_ON
        if self.accepts("dtmf"):
            return self.submit({"Digits": digits, "FinishedOnKey": finished_on_key, "msg": "Gather End"})
        return self.submit({"SpeechResult": ""})

    def submit(self, parameters: dict[str, str]) -> GoTo:
        """Take the input to the action, by default the document itself."""
        return GoTo(self.node.attributes["action"], self.node.attributes["method"], parameters)

    def report_partial_results(self, call: Leg, speech: str) -> None:
        """Report what is understood so far, word by word."""
        given = self.node.attributes
        parts = speech.split()
        for count in range(1, len(parts) + 1) if given["partialResultCallback"] else ():
            result = {"UnstableSpeechResult": " ".join(parts[:count]), "StableSpeechResult": ""}
            call.notify(given["partialResultCallback"], given["partialResultCallbackMethod"], result)
