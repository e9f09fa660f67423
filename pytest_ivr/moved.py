"""Modules that were on their own before the kit was: whoever imports one is told where it is now."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType

MOVED = {"call_simulator": "pytest_ivr.simulator", "living_docs": "pytest_ivr.living_docs"}


class MovedModules:
    """An import finder that finds nothing, and says where to look."""

    def find_spec(
        self, name: str, _path: Sequence[str] | None = None, _target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Raise ModuleNotFoundError with the new name of a module that has moved."""
        top = name.partition(".")[0]
        if top in MOVED:
            raise ModuleNotFoundError(
                f"{top} is {MOVED[top]} now. Its sentences and fixtures come with pytest-ivr: of a copied step_defs, "
                "keep only what speaks of your own data, and take the rest out.",
                name=name,
            )
        return None


def tell_what_has_moved() -> None:
    """Tell it to whoever imports one from now on, unless there is a module of that name."""
    if not any(isinstance(finder, MovedModules) for finder in sys.meta_path):
        sys.meta_path.append(MovedModules())
