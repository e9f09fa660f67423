"""Streams to read, of the Compatibility Kit and of our own, and to change before that."""

import json
from pathlib import Path
from typing import Any

from cucumber_compatibility_kit import CompatibilityKit

from .calls import requested, said

KIT = CompatibilityKit()
CALL = [requested("/menu"), *said("Welcome", "For one press 1")]


def lines_of(path: Path) -> list[dict[str, Any]]:
    """Return the messages of a stream."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def write(path: Path, messages: list[dict[str, Any]]) -> Path:
    """Write messages as a stream."""
    path.write_text("".join(json.dumps(message) + "\n" for message in messages))
    return path


def sample(name: str) -> list[dict[str, Any]]:
    """Return the messages of a sample of the Compatibility Kit."""
    return lines_of(KIT.feature_code_for(name) / f"{name}.ndjson")
