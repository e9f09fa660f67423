"""Section 4.11 of the contract: the grammar knows all that Twilio's library can write."""

import inspect
from collections.abc import Iterator

import pytest
from twilio.twiml import TwiML, voice_response

from call_simulator.grammar import ELEMENTS

from .script import codes, place, script

# The library offers these two under Response; the contract (4.10) knows them inside of others only.
OFFERED_IN_VAIN = {("Response", "Queue"), ("Response", "Prompt")}


def made(maker: type[TwiML]) -> TwiML:
    """Return an element of the library's with some text wherever it wants one."""
    wanted = inspect.signature(maker.__init__).parameters
    return maker(**{name: "x" for name in wanted if name not in ("self", "kwargs")})


def nestings() -> Iterator[tuple[str, TwiML]]:
    """Give every element that the library can write, with all its attributes, and the element that it stands in."""
    for maker in vars(voice_response).values():
        if inspect.isclass(maker) and issubclass(maker, TwiML) and maker is not TwiML:
            for name, method in vars(maker).items():
                if inspect.isfunction(method) and not name.startswith("_"):
                    parent = made(maker)
                    wanted = inspect.signature(method).parameters
                    method(parent, **{name: "x" for name in wanted if name not in ("self", "kwargs")})
                    yield parent.name, parent.verbs[-1]


@pytest.mark.parametrize(
    ("parent", "child"), [pytest.param(*pair, id=f"{pair[0]}-{pair[1].name}") for pair in nestings()]
)
def test_4_11_the_grammar_knows_what_the_library_can_write(parent: str, child: TwiML) -> None:
    if (parent, child.name) in OFFERED_IN_VAIN:
        assert child.name not in ELEMENTS[parent].children
    else:
        assert child.name in ELEMENTS[parent].children
    assert set(child.attrs) <= set(ELEMENTS[child.name].attributes)


def test_every_child_has_a_grammar_and_every_element_a_parent() -> None:
    children = {child for element in ELEMENTS.values() for child in element.children}
    assert children == set(ELEMENTS) - {"Response"}


def test_every_default_is_a_value_that_is_allowed() -> None:
    for name, element in ELEMENTS.items():
        for attribute, grammar in element.attributes.items():
            assert grammar.default == "" or grammar.allows(grammar.default), (name, attribute)


@pytest.mark.parametrize("noun", ["Number", "Stream", "Queue", "Prompt", "Message", "Task"])
def test_4_10_a_noun_directly_under_response_is_a_warning(noun: str) -> None:
    call = place(script(f"<{noun}>x</{noun}><Say>A</Say>"))
    assert codes(call) == [12200]
    assert call.heard == ["A"]
