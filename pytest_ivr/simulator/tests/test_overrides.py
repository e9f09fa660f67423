"""Section 1.6 of the contract: what the fragment of a URL says of its requests."""

import pytest

from pytest_ivr.simulator import Timeouts
from pytest_ivr.simulator.testing import HOME, codes, dial, script, twiml


@pytest.mark.parametrize(
    ("fragment", "timeouts"),
    [
        ("", (5, 15, 15)),
        ("#top", (5, 15, 15)),
        ("#ct=100&rt=100&tt=100", (0.1, 0.1, 0.1)),
        ("#ct=10000&rt=15000&tt=15000", (10, 15, 15)),
        ("#ct=0750", (0.75, 15, 15)),
        ("#rc=2&rp=5xx,rt&sni=n&e=ashburn,sao-paulo", (5, 15, 15)),
    ],
)
def test_the_fragment_sets_the_timeouts(fragment: str, timeouts: tuple[float, float, float]) -> None:
    line = script()
    assert codes(dial(line, f"{HOME}/voice{fragment}")) == []
    [request] = line.requests
    assert request.timeouts[:2] == timeouts[:2]
    assert timeouts[2] - 1 < request.timeouts.total <= timeouts[2]  # some of it has gone already


@pytest.mark.parametrize("attribute", ["<Gather action='/next#rt=200'/>", "<Redirect>/next#rt=200</Redirect>"])
def test_urls_in_twiml_may_have_overrides_too(attribute: str) -> None:
    line = script(attribute, next=twiml(""))
    call = dial(line)
    if not call.ended:
        call.press("1#")
    assert [request.timeouts.read for request in line.requests] == [15, 0.2]


def test_files_are_fetched_under_twilios_own_timeouts() -> None:
    line = script("<Play>/file</Play>")
    dial(line)
    assert line.requests[1].timeouts.connect == Timeouts().connect


@pytest.mark.parametrize(
    ("fragment", "code"),
    [
        ("ct=99", 11243),
        ("ct=099", 11243),
        ("ct=10001", 11243),
        ("rt=99", 11243),
        ("rt=15001", 11243),
        ("tt=99", 11243),
        ("tt=15001", 11243),
        ("tt=1s", 11243),
        ("tt=", 11243),
        ("rc=6", 11243),
        ("rc=", 11243),
        ("rp=6xx", 11243),
        ("rp=4xx,", 11243),
        ("sni=yes", 11243),
        ("e=Ashburn", 11240),
        ("e=ashburn,", 11240),
        ("e=", 11240),
    ],
)
def test_a_value_out_of_range_is_an_error(fragment: str, code: int) -> None:
    line = script()
    assert codes(dial(line, f"{HOME}/voice#{fragment}")) == [code]
    assert line.requests == []
