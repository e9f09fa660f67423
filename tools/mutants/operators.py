"""What is changed in the line's code: all that Cosmic Ray changes, and what it leaves alone, spoken texts above all."""

from collections.abc import Iterator, Sequence
from typing import Any

from cosmic_ray.operators.operator import Example, Operator
from cosmic_ray.plugins import get_operator, operator_names
from parso.python.tree import Keyword

Position = tuple[tuple[int, int], tuple[int, int]]

STATEMENTS = ("atom_expr", "expr_stmt")


class OtherText(Operator):
    """Changes a text, or a part of an f-string; no docstrings."""

    def mutation_positions(self, node: Any) -> Iterator[Position]:
        """Yield the place of a text."""
        if node.type == "fstring_string" or (node.type == "string" and node.parent.type != "simple_stmt"):
            yield node.start_pos, node.end_pos

    def mutate(self, node: Any, _index: int) -> Any:
        """Put two letters before it."""
        quote = (
            0
            if node.type == "fstring_string"
            else min(map(node.value.find, [it for it in "\"'" if it in node.value])) + 1
        )
        node.value = f"{node.value[:quote]}XX{node.value[quote:]}"
        return node

    @classmethod
    def examples(cls) -> Sequence[Example]:
        """Return examples."""
        return (Example('say("Hello")', 'say("XXHello")'), Example('say(f"Hi {name}")', 'say(f"XXHi {name}")'))


class NoStatement(Operator):
    """Leaves out a statement: a call, or an assignment to what already is."""

    def mutation_positions(self, node: Any) -> Iterator[Position]:
        """Yield the place of a statement."""
        if node.type == "simple_stmt" and node.children[0].type in STATEMENTS:
            yield node.start_pos, node.end_pos

    def mutate(self, node: Any, _index: int) -> Any:
        """Do nothing instead."""
        statement = node.children[0]
        node.children[0] = Keyword("pass", statement.start_pos, statement.get_first_leaf().prefix)
        return node

    @classmethod
    def examples(cls) -> Sequence[Example]:
        """Return examples."""
        return (Example("hang_up()\n", "pass\n"),)


class NoReturn(Operator):
    """Returns nothing."""

    def mutation_positions(self, node: Any) -> Iterator[Position]:
        """Yield the place of a return with a value."""
        if node.type == "return_stmt" and len(node.children) == 2:
            yield node.start_pos, node.end_pos

    def mutate(self, node: Any, _index: int) -> Any:
        """Return None instead."""
        node.children[1] = Keyword("None", node.children[1].start_pos, " ")
        return node

    @classmethod
    def examples(cls) -> Sequence[Example]:
        """Return examples."""
        return (Example("return 1", "return None"),)


def operators() -> list[Operator]:
    """Return all ways to change the code, but for those that want to be told what to change."""
    known = (get_operator(name) for name in operator_names())
    return [*(operator() for operator in known if not operator.arguments()), OtherText(), NoStatement(), NoReturn()]
