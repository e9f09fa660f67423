"""Step definitions for the samples of the Cucumber Compatibility Kit, as pytest-bdd has them.

Each sample has a list of (decorator, sentence, what the step does), in the order of the kit's own.
"""

import re

NOTHING = "pass"
RAISE = 'raise Exception("BOOM")'
SKIP = 'pytest.skip("not now")'
PEND = 'pytest.xfail("not built")'

ORDERS = [
    ("given", "parsers.parse('an order for \"{food}\"')", NOTHING),
    ("when", "'an action'", NOTHING),
    ("then", "'an outcome'", NOTHING),
]
CUCUMBERS = [
    ("given", "parsers.parse('there are {start:d} cucumbers')", "world['left'] = start"),
    ("when", "parsers.parse('I eat {number:d} cucumbers')", "world['left'] -= number"),
    ("then", "parsers.parse('I should have {left:d} cucumbers')", "assert world['left'] == left"),
]
IMPLEMENTED = [("given", "'an implemented step'", NOTHING), ("given", "'a step that will be skipped'", NOTHING)]
STEPS: dict[str, list[tuple[str, str, str]]] = {
    "minimal": [("given", "parsers.parse('I have {number:d} cukes in my belly')", NOTHING)],
    "cdata": [("given", "parsers.parse('I have {number:d} <![CDATA[cukes]]> in my belly')", NOTHING)],
    "empty": [],
    "backgrounds": ORDERS,
    "rules": [
        ("given", "parsers.parse('the customer has {cents:d} cents')", "world['cents'] = cents"),
        ("given", "'there are chocolate bars in stock'", "world['stock'] = True"),
        ("given", "'there are no chocolate bars in stock'", "world['stock'] = False"),
        (
            "when",
            "parsers.parse('the customer tries to buy a {price:d} cent chocolate bar')",
            "world['sold'] = world['stock'] and price <= world['cents']",
        ),
        ("then", "'the sale should not happen'", "assert not world['sold']"),
        ("then", "'the sale should happen'", "assert world['sold']"),
    ],
    "rules-backgrounds": ORDERS,
    "doc-strings": [("given", "'a doc string:'", "assert docstring")],
    "data-tables": [
        ("when", "'the following table is transposed:'", "world['table'] = [list(it) for it in zip(*datatable)]"),
        ("then", "'it should be:'", "assert world['table'] == datatable"),
    ],
    "examples-tables": [
        CUCUMBERS[0],
        ("given", "parsers.parse('there are {friends:d} friends')", "world['friends'] = friends"),
        *CUCUMBERS[1:],
        (
            "then",
            "parsers.parse('each person can eat {share:d} cucumbers')",
            "assert world['left'] // (world['friends'] + 1) == share",
        ),
    ],
    "examples-tables-undefined": CUCUMBERS,
    "undefined": IMPLEMENTED,
    "undefined-multiple": IMPLEMENTED,
    "skipped": [
        ("given", "'a step that does not skip'", NOTHING),
        ("given", "'a step that is skipped'", NOTHING),
        ("given", "'I skip a step'", SKIP),
    ],
    "skipped-exception": [("given", "'I skip a step'", SKIP)],
    "pending": [
        ("given", "'an implemented non-pending step'", NOTHING),
        ("given", "'an implemented step that is skipped'", NOTHING),
        ("given", "'an unimplemented pending step'", PEND),
    ],
    "ambiguous": [
        ("given", "parsers.re('^a (.*?) with (.*?)$')", NOTHING),
        ("given", "parsers.re('^a step with (.*?)$')", NOTHING),
    ],
    "all-statuses": [
        ("given", "parsers.re('^a step$')", NOTHING),
        ("given", "parsers.re('^a failing step$')", RAISE),
        ("given", "parsers.re('^a pending step$')", PEND),
        ("given", "parsers.re('^a skipped step$')", SKIP),
        ("given", "parsers.re('^an ambiguous (.*?)$')", NOTHING),
        ("given", "parsers.re('^(.*?) ambiguous step$')", NOTHING),
    ],
    "unused-steps": [("given", "'a step that is used'", NOTHING), ("given", "'a step that is not used'", NOTHING)],
    "stack-traces": [("when", "'a step throws an exception'", RAISE)],
    "multiple-features": ORDERS[:1],
}


def module(sample: str) -> str:
    """Return a test module that runs every feature beside it with the step definitions of a sample."""
    lines = ["import pytest", "from pytest_bdd import given, parsers, scenarios, then, when", "scenarios('.')"]
    lines += ["@pytest.fixture", "def world(): return {}"]
    for number, (decorator, sentence, body) in enumerate(STEPS[sample]):
        fixtures = [name for name in ("world", "datatable", "docstring") if name in body]
        arguments = ", ".join([*re.findall(r"\{(\w+)", sentence), *fixtures])
        lines += [f"@{decorator}({sentence})", f"def step_{number}({arguments}): {body}"]
    return "\n".join(lines) + "\n"
