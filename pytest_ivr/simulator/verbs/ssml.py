"""How long the speech of an element takes, with the SSML within (contract, section 4.3)."""

from __future__ import annotations

import functools
import re

from ..options import Choices
from ..speaking.clocks import COMMA, STOP
from ..twiml.document import Node

# Twilio says nothing of these; of breaks, Amazon Polly's pages do.
RATES = {"x-slow": 0.5, "slow": 0.75, "fast": 1.25, "x-fast": 1.5}
PARAGRAPH = 2 * STOP
BREAKS = {"none": 0.0, "x-weak": 0.0, "weak": COMMA, "medium": COMMA, "strong": STOP, "x-strong": PARAGRAPH}
SPELLED = frozenset({"characters", "spell-out", "digits", "telephone"})
LANGUAGE_OF_A_VOICE = re.compile(r"\.([a-z]{2,3}-[A-Z]{2})\b")  # such as Google.es-ES-Standard-A


def speech_seconds(node: Node, choices: Choices) -> float:
    """Return the seconds of a Say, heard once: its text at its pace, and its breaks."""
    text = " ".join(read_aloud(node).split())
    seconds = choices.seconds(text, language(node.attributes["voice"], node.attributes["language"]))
    return seconds * slowness(node) + breaks(node)


@functools.lru_cache(maxsize=256)
def language(voice: str, attribute: str) -> str:
    """Return the language of a Say: that of its voice, if its name tells, else the attribute's."""
    told = LANGUAGE_OF_A_VOICE.search(voice)
    return told[1] if told else attribute


def read_aloud(node: Node) -> str:
    """Return the text of an element, with what is spelled in single characters."""
    if node.name == "sub":
        return node.attributes["alias"]
    text = "".join(part if isinstance(part, str) else read_aloud(part) for part in node.content)
    return " ".join(text) if node.attributes.get("interpret-as") in SPELLED else text


def slowness(node: Node) -> float:
    """Return how many times as long as usual an element takes, by the characters that are spoken slower or faster."""
    if not node.elements:
        return 1 / speed(node.attributes.get("rate", ""))
    sizes = [(len(part), 1.0) if isinstance(part, str) else (len(part.text), slowness(part)) for part in node.content]
    size = sum(count for count, _ in sizes)
    within = sum(count * times for count, times in sizes) / size if size else 1.0
    return within / speed(node.attributes.get("rate", ""))


@functools.lru_cache(maxsize=256)
def speed(rate: str) -> float:
    """Return how many times as fast as usual a rate is, such as fast or 80%; one that means nothing is the usual."""
    percent = re.fullmatch(r"([0-9]+(?:\.[0-9]+)?)%", rate)
    return (percent and float(percent[1]) / 100) or RATES.get(rate, 1.0)


def breaks(node: Node) -> float:
    """Return the seconds of the breaks within an element."""
    return sum(pause(part) if part.name == "break" else breaks(part) for part in node.elements)


def pause(node: Node) -> float:
    """Return the seconds of a break: its time, else its strength, else a comma's."""
    time = re.fullmatch(r"([0-9]*\.?[0-9]+)(m?)s", node.attributes["time"])
    if time:
        return float(time[1]) / (1000 if time[2] else 1)
    return BREAKS.get(node.attributes["strength"], COMMA)
