"""Record: what the caller says is kept (contract, section 4.5)."""

from __future__ import annotations

from ..leg.leg import Leg
from .recordings import recording_url, report_recording, report_transcription
from .telling import told_of
from .verb import End, GoTo, Move, Step, Wait, WaitingVerb, check_time

MAX_LENGTH, MAX_LENGTH_TRANSCRIBED = 3600, 120
HANG_UP = "hangup"
SOURCE = "RecordVerb"


class Record(WaitingVerb):
    """A recording, until a key, silence, the longest length or the end of the call. It remembers its identifier."""

    def perform(self, call: Leg) -> Step:
        """Beep and listen."""
        call.answer()
        given = self.node.attributes
        if given["transcribe"] == "true" and self.max_length > MAX_LENGTH_TRANSCRIBED:
            call.warn(13615, self.node.line, f"maxLength is above {MAX_LENGTH_TRANSCRIBED}: too long to transcribe.")
        self.memory = {"sid": call.new_sid("RE")}
        call.note("recording", beep=given["playBeep"] == "true", **told_of(self.node))
        report_recording(call, self.node, self.memory["sid"], SOURCE, "in-progress")
        return Wait(self)

    @property
    def actions(self) -> tuple[str, ...]:
        """Say something, press a key that ends it, be silent."""
        return ("record", "record_nothing", "press", "wait")

    @property
    def max_length(self) -> int:
        """The longest recording, in seconds."""
        given = self.node.attributes
        return int(given["maxLength"] or (MAX_LENGTH_TRANSCRIBED if given["transcribe"] == "true" else MAX_LENGTH))

    @property
    def silence(self) -> int:
        """The seconds of silence that end the recording."""
        return int(self.node.attributes["timeout"]) or self.max_length

    def press(self, call: Leg, keys: str) -> Step:
        """End with the first key that ends a recording; others are sounds like any other."""
        for index, key in enumerate(keys):
            if key in self.node.attributes["finishOnKey"]:
                lost = keys[:index] + keys[index + 1 :]
                if lost:
                    call.note("lost", what=lost, reason="the recording does not listen to it")
                return self.keep(call, 0, key, "")
        call.note("lost", what=keys, reason="the recording does not end on it")
        return None

    def wait(self, call: Leg) -> Step:
        """Say nothing until silence ends the recording; the action is requested (contract, section 8, choice 15)."""
        return self.keep(call, 0, "", "") if self.stay_silent(call) else None

    def stay_silent(self, call: Leg) -> bool:
        """Let silence end the recording; tell whether the call goes on."""
        silence = min(self.silence, self.max_length)
        call.note_action("silent", seconds=silence)
        return call.elapse(silence)

    def check(self, finish: str) -> None:
        """Raise ValueError for an end that this recording cannot have."""
        keys = self.node.attributes["finishOnKey"]
        if finish not in ("", HANG_UP, *keys):
            ends = f"one of {', '.join(keys)}; " if keys else ""
            raise ValueError(f'{finish!r} does not end this recording; {ends}"{HANG_UP}", or silence ("") does.')

    def record(self, call: Leg, seconds: float, finish: str, words: str) -> Step:
        """Keep what is said for some seconds, to the key, the hang-up, or the silence after it."""
        check_time(seconds)
        self.check(finish)
        call.note_action("recorded", seconds=seconds, finish=finish, **({"words": words} if words else {}))
        length = min(seconds if finish else seconds + self.silence, self.max_length, call.limits.seconds - call.second)
        trimmed = min(seconds, length) if self.node.attributes["trim"] == "trim-silence" else length
        self.memory |= {"seconds": trimmed, "words": words}
        if not call.elapse(length):
            return None
        if finish == HANG_UP and seconds <= self.max_length:
            call.note("hung up", by="the caller")
            return End("completed")
        return self.keep(call, trimmed, finish if seconds <= self.max_length else "", words)

    def fall_through(self, call: Leg) -> Step:
        """Go on to the next verb: nothing was recorded."""
        if not self.stay_silent(call):
            return None
        self.report(call, 0)
        return Move.GO_ON

    def on_hangup(self, call: Leg) -> GoTo:
        """Request the action also when the caller has hung up."""
        return self.keep(call, self.memory.get("seconds", 0), HANG_UP, self.memory.get("words", ""))

    def keep(self, call: Leg, seconds: float, digits: str, words: str) -> GoTo:
        """Report the recording to its callbacks; return the request to the action, by default the document itself."""
        self.report(call, seconds)
        report_transcription(call, self.node, self.memory["sid"], seconds, words)
        given = self.node.attributes
        return GoTo(given["action"], given["method"], self.outcome(call, seconds, digits))

    def report(self, call: Leg, seconds: float) -> None:
        """Report how the recording ended."""
        status = "completed" if seconds else "absent"
        report_recording(call, self.node, self.memory["sid"], SOURCE, status, seconds)

    def outcome(self, call: Leg, seconds: float, digits: str) -> dict[str, str]:
        """Return the parameters of the action."""
        sid = self.memory["sid"]
        return {
            "RecordingSid": sid,
            "RecordingUrl": recording_url(call, sid),
            "RecordingDuration": str(round(seconds)),
            "Digits": digits,
        }
