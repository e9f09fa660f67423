"""The changes that journeys are judged by."""

from typing import Any

import pytest
from cosmic_ray.mutating import mutate_code

from tools.mutants.__main__ import Mutant, change, tell
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


def test_a_change_that_nobody_noticed_fails_unless_nobody_could(capsys: pytest.CaptureFixture[str]) -> None:
    mutants = [Mutant("views.py", "", change("a\nb\n", "a\nc\n")), Mutant("views.py", "", "- d\n+ e")]
    assert tell(mutants, mutants[:1]) == 1
    printed = capsys.readouterr().out
    assert "views.py: NOBODY NOTICED\n- b\n+ c\n" in printed
    assert printed.endswith("2 changes, 1 noticed, 1 not.\nOf 2 that a caller could notice, 1 were.\n")
    assert tell(mutants, []) == 0
