"""Faults of phone lines, as real developers make them, and the clean lines that they were put into.

Each fault is a small change of one of five clean lines, made by a table. Somebody who looks for faults should find
each of them, and none on the clean lines. What the menus of a line are called stands in ``features(line)``.
"""

from .clean import CLEAN, features
from .seeded import FAULTS, Fault

__all__ = ["CLEAN", "FAULTS", "Fault", "features"]
