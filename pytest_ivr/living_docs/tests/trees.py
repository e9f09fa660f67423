"""A phone with a tree of menus that was never built: for maps of any size."""

from collections.abc import Iterator, Sequence

from pytest_ivr.simulator import Event

from .calls import CALLER_HANGS_UP, LINE_HANGS_UP, SILENT, pressed, requested, said


def tree(*widths: int) -> list[list[Event]]:
    """Return a call to each end of a tree, whose menus have so many options at each depth, and the usual mistakes."""
    return [call for call in walk((), widths)]


def walk(keys: tuple[int, ...], widths: Sequence[int]) -> Iterator[list[Event]]:
    """Yield the calls to what lies behind a menu."""
    if len(keys) == len(widths):
        yield [*there(keys, widths), LINE_HANGS_UP]
        return
    menu = there(keys, widths)
    again = arrive(keys, widths)
    yield [*menu, SILENT, *again, SILENT, *again, SILENT, requested("/bye"), *said("Goodbye."), LINE_HANGS_UP]
    yield [*menu, CALLER_HANGS_UP]
    if keys:
        back = keys[:-1]
        yield [*menu, pressed("*"), *arrive(back, widths, Digits="*"), CALLER_HANGS_UP]
    for key in range(1, widths[len(keys)] + 1):
        yield from walk((*keys, key), widths)


def there(keys: tuple[int, ...], widths: Sequence[int]) -> list[Event]:
    """Return what happens until a call has come to a place."""
    found = arrive((), widths)
    for number, key in enumerate(keys, 1):
        found += [pressed(str(key)), *arrive(keys[:number], widths, Digits=str(key))]
    return found


def arrive(keys: tuple[int, ...], widths: Sequence[int], **parameters: str) -> list[Event]:
    """Return what the line says at a place."""
    name = ".".join(map(str, keys)) or "zero"
    path = "/".join(map(str, ("", *keys))) or "/main"
    if len(keys) == len(widths):
        return [requested(path, **parameters), *said(f"Department {name} is closed today.")]
    options = [f"For department {name}.{key} press {key}." for key in range(1, widths[len(keys)] + 1)]
    back = ["To go back press star."] if keys else []
    return [requested(path, **parameters), *said(f"What do you want of department {name}?", *options, *back)]
