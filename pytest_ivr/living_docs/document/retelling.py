"""A run as it is retold: what there was, the call in turns, and what came of it that the call does not tell.

Where a scenario passed, the lines of the call that it quotes are marked as expected: the call tells what came of it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .menu_names import MenuName
from .run import Run, Step
from .turns import LINE, Line, Turn, folded, turns

QUOTED = re.compile(r'"([^"]+)"')


@dataclass
class Retelling:
    """The steps before anybody acted, and those after that; the turns of the call to which the first ones lead, and
    those that follow; and of the steps the outcomes that these do not tell.
    """

    givens: list[Step]
    steps: list[Step]
    before: list[Turn]
    heard: list[Turn]
    outcomes: list[Step]

    @property
    def has_call(self) -> bool:
        """Whether a call was made, or anything else told that happened."""
        return bool(self.before or self.heard)


def retold(run: Run, names: Sequence[MenuName] = ()) -> Retelling:
    """Return a run as it is retold; ``names`` are those of people who are dialed."""
    heard = list(turns(run.events, names, run.way_there))
    said = [line for turn in heard if turn.side == LINE for line in turn.lines]
    steps = [step for step in run.own_steps if not step.is_context]
    outcomes = [step for step in steps if step.is_outcome]
    untold = [step for step in outcomes if not (run.status == "passed" and mark_expected(said, step))]
    givens = [step for step in run.own_steps if step.is_context]
    return Retelling(givens, steps, list(turns(run.way_there, names)), list(folded(heard)), untold)


def mark_expected(said: Sequence[Line], step: Step) -> bool:
    """Mark the lines that a step quotes; tell whether that is all that it says.

    Of lines that come several times, the last ones are meant.
    """
    found = [marked(said, quotation) for quotation in quotations(step)]
    return all(found) and (step.doc_string is not None or step.text.endswith('"'))


def marked(said: Sequence[Line], quotation: list[str]) -> bool:
    """Mark the last lines that are these, one after the other; tell whether there are such."""
    texts, wanted = [line.text.split() for line in said], [text.split() for text in quotation]
    starts = range(len(texts) - len(wanted), -1, -1)
    start = next((it for it in starts if texts[it : it + len(wanted)] == wanted), None)
    if start is None:
        return False
    for line in said[start : start + len(wanted)]:
        line.is_expected = True
    return True


def quotations(step: Step) -> Iterator[list[str]]:
    """Yield what a step quotes: the lines of its doc string, and each text in quotation marks."""
    if step.doc_string:
        yield step.doc_string.splitlines()
    yield from ([text] for text in QUOTED.findall(step.text))
