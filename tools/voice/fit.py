"""``python -m tools.voice.fit SPOKEN.csv``: the seconds of an utterance, a letter, a comma and a stop.

They are fitted to every other sentence of a table that ``python -m tools.voice`` has printed, so that the rest can
judge them: by least squares, each sentence by the error that is allowed for it.
"""

import csv
import sys
from collections.abc import Sequence
from pathlib import Path

from pytest_ivr.simulator.speaking.clocks import counted

ALLOWED = (0.15, 0.25)  # of its length, or in seconds


def main(path: str) -> None:
    """Print the coefficients."""
    with Path(path).open(encoding="utf-8", newline="") as file:
        rows = [(sentence, float(seconds)) for sentence, seconds in list(csv.reader(file))[2::2]]
    weighed = []
    for sentence, seconds in rows:
        weight = 1 / max(ALLOWED[0] * seconds, ALLOWED[1])
        weighed.append([weight * it for it in (1, *counted(sentence, "en-US"), seconds)])
    print(*(f"{it:.4f}" for it in least_squares(weighed)))


def least_squares(rows: Sequence[Sequence[float]]) -> list[float]:
    """Return the factors by which the columns of rows come closest to the last column, by the normal equations."""
    size = len(rows[0]) - 1
    equations = [[sum(row[i] * row[j] for row in rows) for j in range(size + 1)] for i in range(size)]
    for pivot in range(size):
        equations[pivot] = [it / equations[pivot][pivot] for it in equations[pivot]]
        for other in set(range(size)) - {pivot}:
            factor = equations[other][pivot]
            equations[other] = [a - factor * b for a, b in zip(equations[other], equations[pivot], strict=True)]
    return [equation[-1] for equation in equations]


if __name__ == "__main__":
    main(sys.argv[1])
