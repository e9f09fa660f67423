"""Every way that a caller can go: a line is walked by itself, and what it does is written down.

``trials`` says what people can do where a call rests, ``states`` which calls are in the same state, ``walking`` brings
a call to where it is to be, ``search`` goes breadth first, ``merging`` makes one state of those that behave alike, and
``exploring`` puts them together. ``findings`` tells what is wrong; ``scenarios``, ``stream`` and ``report`` write down
what was found.
"""

from .exploring import Bounds, explore
from .findings import Finding, findings
from .graph import Exploration, State, Way
from .reading import Reading
from .walking import Stop

__all__ = ["Bounds", "Exploration", "Finding", "Reading", "State", "Stop", "Way", "explore", "findings"]
