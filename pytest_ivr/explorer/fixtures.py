"""The explorer in tests and features: the line of a test is walked in its world."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ..beside_features import find_beside, read_words
from ..journeys.conversation import SECRET_KEYS
from ..journeys.fixtures import Dialing
from ..journeys.prompts import read_prompts
from ..line import Line
from ..living_docs.document.menu_names import menu_names
from ..living_docs.stream.features import MENUS
from .exploring import Bounds, explore
from .findings import findings
from .graph import Exploration
from .search import Reading
from .stream import write_stream

STREAM = "exploration.ndjson"
WRITTEN = pytest.StashKey[int]()  # how many streams

Walk = Callable[..., Exploration]


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """Take the streams of earlier explorations away, so that nobody takes them for this run's."""
    config = session.config
    if not hasattr(config, "workerinput") and not config.option.collectonly:
        for path in folder_of(config).glob(f"*{STREAM}"):
            path.unlink()


@pytest.fixture(name="explore")
def explore_fixture(line: Line, dialing: Dialing, request: pytest.FixtureRequest) -> Walk:
    """``explore()`` walks the line in the world of this test, and writes the stream beside that of the run.

    It takes the bounds by name, and ``all_options``: ``explore(requests=1000)``; see ``Bounds``.
    """

    def walk(*, all_options: bool = False, **bounds: Any) -> Exploration:
        reading = reading_of(request.config, all_options=all_options)
        now = dialing.now and dialing.now()
        found = explore(line, now=now, bounds=Bounds(**bounds), reading=reading, **dialing.arguments)
        path = next_path(request.config)
        secret = request.config.stash[SECRET_KEYS]
        write_stream(path, found, findings(found, reading.names), reading.names, secret)
        return found

    return walk


def reading_of(config: pytest.Config, *, all_options: bool) -> Reading:
    """Return how the line is read, by the files beside the features."""
    feature = config.rootpath / (config.getini("bdd_features_base_dir") or "features") / "any.feature"
    menus = find_beside(feature, MENUS, config.rootpath)
    named = read_words(menus) if menus else {}
    return Reading(read_prompts(feature, config.rootpath), menu_names(named.items()), all_options=all_options)


def next_path(config: pytest.Config) -> Path:
    """Return where the next exploration is written: each process of pytest-xdist has files of its own."""
    number = config.stash[WRITTEN] = config.stash.get(WRITTEN, 0) + 1
    worker = getattr(config, "workerinput", {}).get("workerid", "")
    parts = [worker, str(number) if number > 1 else "", STREAM]
    return folder_of(config) / "-".join(filter(None, parts))


def folder_of(config: pytest.Config) -> Path:
    """Return the folder of the run's stream."""
    folder: Path = (config.rootpath / config.option.messages).parent
    return folder
