"""The stream of an exploration: Cucumber Messages with a scenario for each way, and its call."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from gherkin.stream.id_generator import IdGenerator

from ..journeys.secret_keys import masked
from ..living_docs.document.menu_names import MenuName
from ..living_docs.media_types import EXPLORATION, MENUS, TRANSCRIPT
from ..living_docs.stream.envelopes import Message
from ..living_docs.stream.features import parse_feature
from ..living_docs.stream.file import lines
from ..living_docs.stream.messages import RunMessages, attached
from ..living_docs.stream.recording import Record, now
from .findings import Finding
from .graph import Exploration, Way
from .scenarios import scenarios

FOLDER = "explored"


def write_stream(
    path: Path,
    exploration: Exploration,
    found: Sequence[Finding],
    names: Sequence[MenuName] = (),
    secret: Sequence[str] = (),
) -> None:
    """Write an exploration as a stream. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        for message in messages(exploration, found, names, secret):
            file.write(lines([message]))


def messages(
    exploration: Exploration, found: Sequence[Finding], names: Sequence[MenuName], secret: Sequence[str]
) -> Iterator[Message]:
    """Yield the messages of an exploration."""
    ids, ended = IdGenerator(), now()
    run = RunMessages(ids)
    menus = scenarios(exploration, names, secret)
    features = [parse_feature(f"{FOLDER}/{menu.file}.feature", menu.text, ids) for menu in menus]
    named = [(name.name, name.words) for name in names]
    *before, begins = run.beginning(features, [], ended - exploration.seconds, {MENUS: named})
    yield from (*before, {"attachment": attached(as_json(exploration, found), EXPLORATION, "exploration")}, begins)
    for feature, menu in zip(features, menus, strict=True):
        for index, (way, _) in enumerate(menu.scenarios):
            steps = len(feature.pickles[index]["steps"])
            yield from run.finished((feature.uri, index), [record(way, steps, secret, ended)])
    yield run.end(ended, 0, "")


def as_json(exploration: Exploration, found: Sequence[Finding]) -> dict[str, Any]:
    """Return what an exploration was, and what it found."""
    return {
        "requests": exploration.requests,
        "seconds": round(exploration.seconds, 3),
        "dialed_anew": exploration.dialed_anew,
        "stopped": exploration.stopped,
        "unreached": exploration.unreached,
        "findings": [dataclasses.asdict(finding) for finding in found],
    }


def record(way: Way, steps: int, secret: Sequence[str], ended: float) -> Record:
    """Return what the scenario of a way would leave, if it were run."""
    step = {"status": "PASSED", "began": ended, "ended": ended, "message": None, "exception": None}
    attachment = {
        "step": steps - 1,
        "body": json.dumps(masked(way.transcript, secret), ensure_ascii=False),
        "encoding": "IDENTITY",
        "media_type": TRANSCRIPT,
        "name": "call",
        "at": ended,
    }
    ends: Record = {"before": None, "after": None, "not_started": None, "matches": [[]] * steps, "worker": None}
    return {"began": ended, "ended": ended, "steps": [step] * steps, "attachments": [attachment], **ends}
