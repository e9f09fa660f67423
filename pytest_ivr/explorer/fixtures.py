"""The explorer in tests and features: the line of a test is walked in its world."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from ..journeys.conversation import SECRET_KEYS
from ..journeys.fixtures import Dialing
from ..line import Line
from ..living_docs.stream.file import EXPLORATION_OF_A_RUN
from . import exploring
from .findings import findings
from .graph import Exploration
from .reading import reading_beside
from .stream import write_stream

WRITTEN = pytest.StashKey[int]()  # how many streams

Walk = Callable[..., Exploration]


@pytest.fixture
def explore(line: Line, dialing: Dialing, request: pytest.FixtureRequest) -> Walk:
    """``explore()`` walks the line in the world of this test, and writes the stream beside that of the run.

    It takes by name what ``Bounds`` has, ``all_options`` and the ``numbers`` that ``Reading`` has:
    ``explore(requests=1000)``.
    """

    config = request.config

    def walk(*, all_options: bool = False, numbers: Sequence[str] = (), **bounds: Any) -> Exploration:
        features = config.rootpath / (config.getini("bdd_features_base_dir") or "features")
        reading = reading_beside(features, config.rootpath, all_options=all_options, numbers=numbers)
        now = dialing.now and dialing.now()
        found = exploring.explore(
            line, now=now, bounds=exploring.Bounds(**bounds), reading=reading, **dialing.arguments
        )
        path = next_path(config)
        secret = config.stash[SECRET_KEYS]
        faults = findings(found)  # menus that no call reaches in this world may be reached in another
        write_stream(path, found, faults, reading.names, secret)
        return found

    return walk


def next_path(config: pytest.Config) -> Path:
    """Return where the next exploration is written: each process of pytest-xdist has files of its own."""
    number = config.stash[WRITTEN] = config.stash.get(WRITTEN, 0) + 1
    worker = getattr(config, "workerinput", {}).get("workerid", "")
    stream: Path = config.rootpath / config.option.messages
    return stream.with_name(EXPLORATION_OF_A_RUN.format(f"{worker}-{number}".strip("-")))
