"""Step definitions as values: the sentences that features may use."""

import re
from dataclasses import dataclass
from pathlib import Path

from pytest_bdd import parsers

PARAMETER = re.compile(r"\{(\w+)")
Argument = tuple[int, str]  # where it begins in the step's text, and the text that was matched


@dataclass(frozen=True)
class StepDefinition:
    """One sentence: whether it is a given, when or then, its text, its explanation, and where it stands.

    ``type`` is "any" for a sentence that may be used after every keyword. ``path`` is absolute.
    """

    type: str
    sentence: str
    explanation: str
    path: Path
    line: int
    parser: parsers.StepParser

    @property
    def key(self) -> str:
        """What tells it from others, in every process of a run."""
        return f"{self.path}:{self.line}:{self.type}:{self.sentence}"

    @property
    def is_regular_expression(self) -> bool:
        """Whether the sentence is a regular expression."""
        return isinstance(self.parser, parsers.re)

    @property
    def parameters(self) -> list[str]:
        """The names of what the sentence takes from a step's text."""
        if isinstance(self.parser, parsers.re):
            return list(self.parser.regex.groupindex)
        return PARAMETER.findall(self.sentence) if isinstance(self.parser, parsers.parse) else []

    def fits(self, type_: str, text: str) -> bool:
        """Tell whether a step of this type ("given", "when" or "then") and text means this sentence."""
        return self.type in ("any", type_) and self.parser.is_matching(text)

    def arguments(self, text: str) -> list[Argument]:
        """Return what the sentence takes from a step's text, from left to right."""
        match self.parser:
            case parsers.re(regex=regex):
                match = regex.fullmatch(text)
                spans = [match.span(group) for group in range(1, regex.groups + 1)] if match else []
            case parsers.parse(parser=parser):
                spans = list(parser.parse(text).spans.values())
            case _:
                spans = []
        return [(start, text[start:end]) for start, end in sorted(spans) if start >= 0]
