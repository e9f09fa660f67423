"""What has happened in a call, event by event."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Event = dict[str, Any]


class Transcript(list[Event]):
    """The events of a call in the order in which they happened, those of a callee's leg among them."""

    def note(self, second: float, event: str, details: Mapping[str, Any], leg: str) -> None:
        """Add what happens now; ``leg`` is "callee" on a callee's leg, and empty on the caller's."""
        self.append({"second": round(second, 2), "event": event, **details, **({"leg": leg} if leg else {})})

    def heard(self, leg: str, since: int) -> list[str]:
        """Return what a leg has heard from an index on, in order: sentences, and URLs or keys that were played."""
        return [
            event.get("text") or event.get("url") or event["digits"]
            for event in self[since:]
            if event["event"] in ("said", "played") and event.get("leg", "") == leg
            for _ in range(event["loops"])
        ]

    def said(self, words: str, leg: str, since: int) -> int | None:
        """Return the index of the first sentence with these words that a leg has heard from an index on, if any."""
        for index in range(since, len(self)):
            event = self[index]
            if event["event"] == "said" and words in event["text"] and event.get("leg", "") == leg:
                return index
        return None

    def cut(self, index: int) -> float:
        """Let a prompt be cut in its middle, so that later ones of its leg were never heard; return that second."""
        prompt = self[index]
        prompt["seconds"] = round(prompt["seconds"] / 2, 2)
        prompt["cut"] = True
        self[index + 1 :] = [event for event in self[index + 1 :] if event.get("leg", "") != prompt.get("leg", "")]
        return float(prompt["second"] + prompt["seconds"])

    def insert_lost(self, index: int, event: str, **details: str) -> None:
        """Add what was pressed or said in the middle of a prompt that was not cut, and that nothing listened."""
        second = round(self[index]["second"] + self[index]["seconds"] / 2, 2)
        [what] = details.values()
        self[index + 1 : index + 1] = [
            {"second": second, "event": event, **details},
            {"second": second, "event": "lost", "what": what, "reason": "nothing listened then"},
        ]
