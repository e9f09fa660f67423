"""Every way that a caller can go: a line is walked by itself, and what it does is written down.

``trials`` says what people can do where a call rests, ``states`` which calls are in the same state, ``walking`` brings
a call to where it is to be, ``exploring`` walks breadth first, ``merging`` makes one state of those that behave alike,
``findings`` tells what is wrong with what was found. ``scenarios`` and ``stream`` write it down for others.
"""

from .exploring import Bounds, explore
from .graph import Exploration, State, Way

__all__ = ["Bounds", "Exploration", "State", "Way", "explore"]
