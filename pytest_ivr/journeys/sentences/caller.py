"""The caller: what callers do, and what they hear."""

from collections.abc import Sequence

from parse import with_pattern
from pytest_bdd import given, parsers, then, when

from ...living_docs.stream.recording import Attach
from ...simulator import Call
from .. import notation
from ..difference import check, fail
from ..effort import KEYS, effort, first_option, since_last_action
from ..fixtures import BeforeTheCall, Dialing
from ..prompts import Prompts, heard, one_line
from ..secret_keys import masked

# What people do in a call, in the small notation: "presses 12# then times out".
ANY_ACTIONS = with_pattern(f"(?:{notation.BEGINNINGS})(?![a-z]).*")(lambda text: text)
WITHHELD = "anonymous"  # what Twilio puts into From


@given("a caller on the line")
def a_caller_on_the_line(before_the_call: BeforeTheCall) -> None:
    """Somebody has dialed the line, and heard its first words."""
    before_the_call.append(Call.dial)


@given(parsers.parse('the caller\'s number is "{number}"'))
def the_number_is(dialing: Dialing, number: str) -> None:
    """The line is told this number of the caller."""
    dialing.arguments["from_"] = notation.number(number)


@given("the caller's number is withheld")
def the_number_is_withheld(dialing: Dialing) -> None:
    """The line is not told the caller's number."""
    dialing.arguments["from_"] = WITHHELD


@when(parsers.parse("the caller {actions:Actions}", extra_types={"Actions": ANY_ACTIONS}))
def acts(call: Call, actions: str) -> None:
    """The caller does this, in this order: dials, presses keys, says words, times out (stays silent), hangs up ..."""
    notation.perform(call, actions)


@then("the caller hears:")
def hears(call: Call, docstring: str, prompts: Prompts, attach: Attach) -> None:
    """Since the last action the caller has heard exactly these sentences, in this order, and nothing else."""
    check(heard(call.heard_events, prompts), docstring, attach)


@then(parsers.parse('the caller hears, among other things, "{sentence}"'))
def hears_among_other_things(call: Call, sentence: str, prompts: Prompts, attach: Attach) -> None:
    """Since the last action the caller has heard this sentence, whatever else there was."""
    sentences = heard(call.heard_events, prompts)
    if one_line(sentence) not in sentences:
        fail(sentences, [one_line(sentence)], attach)


@then("the caller hears nothing")
def hears_nothing(call: Call, prompts: Prompts, attach: Attach) -> None:
    """Since the last action the line has said and played nothing."""
    check(heard(call.heard_events, prompts), "", attach)


@then("the conversation is:")
def the_conversation_is(
    call: Call, docstring: str, prompts: Prompts, secret_keys: Sequence[str], attach: Attach
) -> None:
    """From the first word to the last, the line has said and people have done exactly this."""
    transcript = masked(list(notation.together(call.transcript)), secret_keys)
    check(notation.conversation(transcript, prompts), docstring, attach)


@then(parsers.parse("the caller was given {seconds:d} seconds to press a key"))
def was_given(call: Call, seconds: int) -> None:
    """The line has waited this long, after its last word, before it went on without a key."""
    waits = [event["seconds"] for event in call.transcript if event["event"] == "silent"]
    if not waits:
        raise AssertionError("The line has never waited for a key in vain: let the caller time out first.")
    if waits[-1] != seconds:
        raise AssertionError(f"The line waited {waits[-1]} seconds.")


@then(parsers.parse("the caller can choose within {seconds:g} seconds"))
def can_choose(call: Call, seconds: float, prompts: Prompts) -> None:
    """Since the last action, the first option of the menu was heard to its end by then."""
    heard_by = first_option(since_last_action(call), prompts)
    if heard_by is None:
        raise AssertionError("Since the last action the line has offered no key.")
    if heard_by > seconds:
        raise AssertionError(f"The first option is heard after {heard_by:.1f} seconds.")


@then(parsers.parse("the caller has the answer within {seconds:g} seconds and {keys:Keys}", {"Keys": KEYS}))
def has_the_answer(call: Call, seconds: float, keys: int) -> None:
    """From the first ring to the end of what was said since the last action, no more time and keys were needed."""
    needed = effort(call)
    if needed is None:
        raise AssertionError("There is no answer: since the last action the line has said nothing, or asks for more.")
    if needed.seconds > seconds or needed.keys > keys:
        raise AssertionError(f"That took {needed.seconds:.1f} seconds and {needed.keys} {needed.unit}.")


@then(parsers.parse('the caller waits in the queue "{queue}"'))
def waits_in_the_queue(call: Call, queue: str) -> None:
    """The line has put the caller into this queue, and nobody has taken the call."""
    queues = [event["queue"] for event in call.transcript if event["event"] == "queued"]
    if not queues:
        raise AssertionError("The line has put the caller into no queue.")
    if queues[-1] != queue:
        raise AssertionError(f"The line has put the caller into the queue {queues[-1]!r}.")
    if not call.is_held:
        raise AssertionError("The caller waits no more.")
