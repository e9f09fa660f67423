"""Gather: a menu that listens to keys, to speech, or to both (contract, section 4.1)."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from ..leg.leg import Leg
from .audio import CHARACTERS_A_SECOND, Pause, PlayInGather, Say
from .verb import GoTo, Move, Step, Verb, Wait, WaitingVerb

AUTO_TIMEOUT = 5
FIRST_PAUSE = 1  # speechTimeout="auto", in seconds
MAX_SPEECH_SECONDS = 60


class DigitsSoFar(NamedTuple):
    """What a Gather made of some keys: its digits so far, whether they are complete, and the keys too many."""

    digits: str
    complete: bool
    finished_on_key: str
    lost: str


class Gather(WaitingVerb):
    """A menu: prompts that keys and speech cut short, and then the wait for them.

    It remembers the keys so far, and where in the transcript its prompts began.
    """

    PROMPTS: ClassVar[dict[str, type[Verb]]] = {"Say": Say, "Play": PlayInGather, "Pause": Pause}

    def perform(self, call: Leg) -> Step:
        """Speak the prompts and listen."""
        call.answer()
        given = self.node.attributes
        if given["speechTimeout"] == "auto" and given["speechModel"]:
            call.warn(13335, self.node.line, 'speechTimeout="auto" goes with no speechModel; timeout is used.')
        self.memory = {"keys": "", "prompts_began": len(call.transcript)}
        for prompt in self.node.elements:
            self.PROMPTS[prompt.name](prompt).perform(call)
        return Wait(self)

    @property
    def actions(self) -> tuple[str, ...]:
        """Keys and speech as far as they are listened to, and silence."""
        return (*["press"] * self.accepts("dtmf"), *["speak", "mumble"] * self.accepts("speech"), "wait")

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
        so_far = self.collect(self.memory["keys"], keys)
        if so_far.lost:
            call.note("lost", what=so_far.lost, reason="the menu had been answered already")
        self.memory["keys"] = so_far.digits
        return self.close(so_far.finished_on_key) if so_far.complete else None

    def wait(self, call: Leg) -> Step:
        """Let the time run out."""
        call.note_action("silent", seconds=self.timeout)
        call.elapse(self.timeout)
        return self.close("")

    def speak(self, call: Leg, words: str, confidence: float) -> Step:
        """Take words, to the end of the time for speech."""
        if self.ignores_speech(call, words):
            return None
        most = int(self.node.attributes["maxSpeechTime"] or MAX_SPEECH_SECONDS) * CHARACTERS_A_SECOND
        heard = words[:most]
        self.report_partial_results(call, heard)
        call.elapse(len(heard) / CHARACTERS_A_SECOND + self.speech_timeout)
        return self.submit({"SpeechResult": heard, "Confidence": str(confidence)})

    def mumble(self, call: Leg) -> Step:
        """Hear something that nobody understands: no input (row 17)."""
        call.note_action("mumbled")
        if self.ignores_speech(call, "mumbling"):
            return None
        call.elapse(self.speech_timeout)
        return self.close("")

    def ignores_speech(self, call: Leg, speech: str) -> bool:
        """Tell whether speech is lost; of keys and speech, what was there first wins (row 15)."""
        if self.accepts("speech") and not self.memory["keys"]:
            return False
        listens = "keys, which were pressed already" if self.memory["keys"] else "keys only"
        call.note("lost", what=speech, reason=f"the menu listens to {listens}")
        return True

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
