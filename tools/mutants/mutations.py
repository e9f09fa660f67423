"""Every small change of the line's code, each with the place where it is made and the operator that makes it."""

import ast
from collections.abc import Iterator
from difflib import ndiff
from itertools import count, zip_longest
from typing import NamedTuple

from cosmic_ray.mutating import mutate_code

from testbed.repository import ROOT

from .operators import operators
from .survivors import NOT_MUTATED


class Mutant(NamedTuple):
    """A module of the line with one change.

    ``scope`` is the function, class attribute or constant that was changed, as ``attempt_in``, ``Theater.name`` or
    ``MAX_ATTEMPTS``; ``operator`` is the name of the class that changed it.
    """

    module: str
    scope: str
    operator: str
    code: str
    change: str


def mutants() -> Iterator[Mutant]:
    """Make every mutant of every module that a call comes through, each once."""
    for path in sorted((ROOT / "movies").glob("*.py")):
        if path.name not in NOT_MUTATED:
            yield from mutants_of(path.name, path.read_text())


def mutants_of(module: str, code: str) -> Iterator[Mutant]:
    """Make every mutant of a module, each once."""
    tree = ast.parse(code)
    seen = {code}
    for operator in operators():
        for occurrence in count():
            mutated = mutate_code(code, operator, occurrence)
            if mutated is None:
                break
            if mutated not in seen:
                seen.add(mutated)
                scope = scope_of(tree, first_change(code, mutated))
                yield Mutant(module, scope, type(operator).__name__, mutated, difference(code, mutated))


def first_change(old: str, new: str) -> int:
    """Return the number of the first line that differs, from 1."""
    pairs = zip_longest(old.splitlines(), new.splitlines())
    return next(number for number, (before, after) in enumerate(pairs, 1) if before != after)


def scope_of(tree: ast.Module | ast.ClassDef, line: int) -> str:
    """Return the name of the function or assignment around a line, after those of its classes; empty elsewhere."""
    for node in tree.body:
        first = min(it.lineno for it in [node, *getattr(node, "decorator_list", [])])
        if first <= line <= (node.end_lineno or first):
            if isinstance(node, ast.ClassDef):
                return f"{node.name}.{scope_of(node, line)}".removesuffix(".")
            return name_of(node)
    return ""


def name_of(node: ast.stmt) -> str:
    """Return the name that a statement defines, or an empty string."""
    match node:
        case (
            ast.FunctionDef(name=name)
            | ast.Assign(targets=[ast.Name(id=name)])
            | ast.AnnAssign(target=ast.Name(id=name))
        ):
            return name
    return ""


def difference(old: str, new: str) -> str:
    """Return the lines that differ."""
    lines = [line for line in ndiff(old.splitlines(), new.splitlines()) if line[0] in "-+"]
    return "\n".join(f"{line[0]} {line[2:].strip()}" for line in lines)
