"""How calls of a phone are saved."""

from collections.abc import Collection, Mapping
from typing import NamedTuple


class Saving(NamedTuple):
    """The words of played files, the paths at which keys are secret, and a comment above each scenario."""

    prompts: Mapping[str, str] = {}
    secret: Collection[str] = ()
    comment: str = ""
