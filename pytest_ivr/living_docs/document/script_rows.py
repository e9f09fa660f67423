"""What the page needs of a row of the script, whoever has made it."""

from typing import Protocol


class ScriptRow(Protocol):
    """A sentence that the line can say: what changes in it is marked."""

    @property
    def sentence(self) -> str:
        """The words."""

    @property
    def where(self) -> str:
        """The menus or addresses at which it is said."""

    @property
    def seconds(self) -> float:
        """How long it takes at most."""

    @property
    def voice(self) -> str:
        """Who reads it, if the line says so."""

    @property
    def language(self) -> str:
        """Its language, if the line says so."""

    @property
    def heard(self) -> int:
        """How often it was heard."""

    @property
    def file(self) -> str:
        """The recording that is played for it."""
