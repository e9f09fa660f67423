"""Phone lines that were never built, as the calls to them: for maps of any size."""

from collections.abc import Iterator, Sequence

from pytest_ivr.simulator import Event

from .calls import CALLER_HANGS_UP, LINE_HANGS_UP, SILENT, pressed, requested, said

LETTERS = " abcdefghijklmnopqrstuvwxyz"  # of what the key before stands for: numbers in last words might be data
GOODBYE = [*said("Goodbye."), LINE_HANGS_UP]


def tree(*widths: int, url: str = "") -> list[list[Event]]:
    """Return a call to each end of a tree, whose menus have so many options at each depth, and the usual mistakes.

    Each menu has a URL of its own, or all have the one that is given.
    """
    return list(walk((), widths, url))


def walk(keys: tuple[int, ...], widths: Sequence[int], url: str) -> Iterator[list[Event]]:
    """Yield the calls to what lies behind a menu."""
    here = there(keys, widths, url)
    if len(keys) == len(widths):
        yield [*here, LINE_HANGS_UP]
        return
    again = arrive(keys, widths, url)
    yield [*here, SILENT, *again, SILENT, *again, SILENT, requested(url or "/bye"), *GOODBYE]
    yield [*here, CALLER_HANGS_UP]
    if keys:
        yield [*here, pressed("*"), *arrive(keys[:-1], widths, url, Digits="*"), CALLER_HANGS_UP]
    for key in range(1, widths[len(keys)] + 1):
        yield from walk((*keys, key), widths, url)


def there(keys: tuple[int, ...], widths: Sequence[int], url: str) -> list[Event]:
    """Return what happens until a call has come to a place."""
    found = arrive((), widths, url)
    for number, key in enumerate(keys, 1):
        found += [pressed(str(key)), *arrive(keys[:number], widths, url, Digits=str(key))]
    return found


def arrive(keys: tuple[int, ...], widths: Sequence[int], url: str, **parameters: str) -> list[Event]:
    """Return what the line says at a place."""
    name = ".".join(LETTERS[key] for key in keys) or "zero"
    path = url or "/".join(map(str, ("", *keys))) or "/main"
    if len(keys) == len(widths):
        return [requested(path, **parameters), *said(f"Department {name} is closed today.")]
    options = [f"For department {name}.{LETTERS[key]} press {key}." for key in range(1, widths[len(keys)] + 1)]
    back = ["To go back press star."] if keys else []
    return [requested(path, **parameters), *said(f"What do you want of department {name}?", *options, *back)]


def survey(questions: int) -> list[list[Event]]:
    """Return calls that answer so many questions in a row, from 1 to 5, and one in which nobody answers the last."""
    return [*(answers(questions, str(key)) for key in range(1, 6)), silent_at_the_end(questions)]


def answers(questions: int, key: str) -> list[Event]:
    """Return a call in which somebody answers all questions alike."""
    asked = [event for number in range(1, questions + 1) for event in (*question(number, key), pressed(key))]
    return [*asked, requested("/thanks", Digits=key), *said("Thank you."), LINE_HANGS_UP]


def silent_at_the_end(questions: int) -> list[Event]:
    """Return a call in which somebody answers all questions but the last, and then hears it again."""
    asked = [event for number in range(1, questions) for event in (*question(number, "1"), pressed("1"))]
    return [*asked, *question(questions, "1"), SILENT, *question(questions, ""), CALLER_HANGS_UP]


def question(number: int, key: str) -> list[Event]:
    """Return how the line asks a question, after the key that answered the one before."""
    parameters = {"Digits": key} if key and number > 1 else {}
    wording = f"How was part {number} of your call? Press a key from 1 to 5."
    return [requested(f"/question/{number}", **parameters), *said(wording)]
