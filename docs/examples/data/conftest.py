from my_ivr import repairs
from pytest_bdd import given, parsers, then


@given(parsers.parse("the bicycle of ticket {number} is {state}"))
def the_bicycle_is(before_the_call, number, state):
    """This is the state of a bicycle when the caller dials."""
    before_the_call.append(lambda call: repairs.update({number: state}))


@then(parsers.parse("the line has been asked for {count:d} tickets"))
def has_been_asked(call, attach, count):
    """In this call the caller has entered so many tickets."""
    asked = [event for event in call.transcript if event["event"] == "requested" and event["url"].endswith("/repair")]
    attach("\n".join(event["parameters"]["Digits"] for event in asked), "text/plain", "tickets")
    assert len(asked) == count
