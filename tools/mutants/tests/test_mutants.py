"""The changes that journeys are judged by."""

import ast
from typing import Any

import pytest
from cosmic_ray.mutating import mutate_code

from tools.mutants.__main__ import report
from tools.mutants.mutations import Mutant, mutants_of, scope_of
from tools.mutants.operators import NoReturn, NoStatement, OtherText


@pytest.mark.parametrize("operator", [OtherText, NoReturn, NoStatement])
def test_each_way_to_change_code_does_what_its_examples_say(operator: Any) -> None:
    for example in operator.examples():
        assert mutate_code(example.pre_mutation_code, operator(), example.occurrence) == example.post_mutation_code


def test_spoken_texts_are_changed_docstrings_are_not() -> None:
    code = '@decorated\ndef view():\n    """Doc."""\n    say(f"For {name} press {digits}")\n'
    mutants = [mutate_code(code, OtherText(), occurrence) for occurrence in range(3)]
    assert [mutant and mutant.splitlines()[-1] for mutant in mutants] == [
        '    say(f"XXFor {name} press {digits}")',
        '    say(f"For {name}XX press {digits}")',
        None,
    ]


CODE = """
LIMIT = 3

class Theater:
    name = "x"

    @property
    def spoken(self):
        return self.name

def choose(keys):
    def inner():
        return LIMIT
    return inner
"""


@pytest.mark.parametrize(
    ("line", "scope"),
    [(2, "LIMIT"), (5, "Theater.name"), (7, "Theater.spoken"), (9, "Theater.spoken"), (13, "choose"), (3, "")],
)
def test_a_change_is_known_by_the_function_or_name_around_it(line: int, scope: str) -> None:
    assert scope_of(ast.parse(CODE), line) == scope


def test_every_mutant_is_made_once_and_knows_its_operator() -> None:
    made = [(mutant.scope, mutant.operator, mutant.change) for mutant in mutants_of("x.py", "LIMIT = 3\n")]
    assert made == [
        ("LIMIT", "NumberReplacer", "- LIMIT = 3\n+ LIMIT = 4"),
        ("LIMIT", "NumberReplacer", "- LIMIT = 3\n+ LIMIT = 2"),
        ("LIMIT", "NoStatement", "- LIMIT = 3\n+ pass"),
    ]


def test_a_reason_explains_as_many_survivors_as_it_says(capsys: pytest.CaptureFixture[str]) -> None:
    mutants = [Mutant("views.py", "attempt_in", "OtherText", "", f"- a\n+ {n}") for n in range(2)]
    assert report(mutants, mutants[:1]) == 0
    assert (
        "views.py, attempt_in, OtherText: nonsense in a link counts as nothing\n- a\n+ 0\n" in capsys.readouterr().out
    )
    assert report(mutants, mutants) == 1
    assert "OtherText: NO JOURNEY NOTICED\n- a\n+ 1\n" in capsys.readouterr().out


def test_a_survivor_without_a_reason_fails(capsys: pytest.CaptureFixture[str]) -> None:
    mutants = [Mutant("views.py", scope, "AddNot", "", "- b\n+ c") for scope in ("options", "link")]
    assert report(mutants, mutants[:1]) == 1
    printed = capsys.readouterr().out
    assert "views.py, options, AddNot: NO JOURNEY NOTICED\n- b\n+ c\n" in printed
    assert printed.endswith("2 changes, 1 noticed, 1 not.\nOf 2 that a caller could notice, 1 were.\n")
    assert report(mutants, []) == 0
