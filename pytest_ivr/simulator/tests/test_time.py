"""Time passes only when somebody lets it: where a call rests, and what may happen there (contract, 4.2, 4.7, 9)."""

from collections.abc import Callable

import pytest

from pytest_ivr.simulator import ActionNotPossible, Call, CallOver, Choices, EndlessCall, Limits
from pytest_ivr.simulator.testing import HOME, TOKEN, Script, answer, codes, dial, events, script, twiml

AUDIO = answer(b"x" * 160_000, "audio/mpeg")  # ten seconds
NEXT = twiml("<Say>Next</Say>")
LONG = "x" * 150  # ten seconds
POLL = f"<Say>{LONG}</Say><Pause length='5'/><Redirect>/voice</Redirect>"


def waiting(wait: str, verb: str = "queue", **documents: object) -> tuple[Script, Call]:
    """Return a call that waits, with a wait document, for an agent or for a conference."""
    verbs = {
        "queue": "<Enqueue action='/next' waitUrl='/wait'>support</Enqueue>",
        "conference": "<Dial action='/next'><Conference waitUrl='/wait'>room</Conference></Dial>",
    }
    line = script(verbs[verb], wait=twiml(wait), next=NEXT, tune=AUDIO, **documents)  # type: ignore[arg-type]  # answers
    return line, dial(line)


def lengths(call: Call, kind: str) -> list[object]:
    """Return for how long each sound of a kind is heard."""
    return [event["seconds"] for event in events(call, kind)]


# Music and wait documents

ENDLESS = [
    "<Play>/tune</Play><Redirect/>",
    "<Play loop='0'>/tune</Play>",
    "<Play>/tune</Play><Redirect>/wait</Redirect>",
]
WAITS = [(wait, verb) for wait in ENDLESS for verb in ("queue", "conference")]


@pytest.mark.parametrize(("wait", "verb"), [*WAITS, ("<Play>/tune</Play>", "queue")])
def test_no_round_is_performed_before_somebody_lets_time_pass(wait: str, verb: str) -> None:
    line, call = waiting(wait, verb)
    assert (call.second, call.heard, call.is_held) == (0, [f"{HOME}/tune"], True)
    assert (line.urls.count(f"{HOME}/wait"), lengths(call, "played")) == (1, [0])


@pytest.mark.parametrize("seconds", [0, 0.5, 10, 13, 25.25, 600])
@pytest.mark.parametrize(("wait", "verb"), [*WAITS, ("<Play>/tune</Play>", "queue")])
def test_a_caller_listens_for_exactly_so_many_seconds(wait: str, verb: str, seconds: float) -> None:
    line, call = waiting(wait, verb)
    call.listen(seconds)
    assert (call.second, sum(lengths(call, "played"))) == (seconds, seconds)  # type: ignore[arg-type]  # numbers
    assert events(call, "listened")[0]["seconds"] == seconds
    rounds = max(1, -(-seconds // 10))
    assert len(call.leg.transcript.heard("", 0)) == rounds
    assert line.urls.count(f"{HOME}/wait") == (1 if "loop" in wait else rounds)


@pytest.mark.parametrize("seconds", [0, 13])
@pytest.mark.parametrize("wait", [*ENDLESS, "<Play>/tune</Play>"])
def test_an_agent_takes_the_call_at_any_second(wait: str, seconds: int) -> None:
    line, call = waiting(wait)
    call.listen(seconds)
    asked = len(line.requests)
    call.agent_takes(seconds=60)
    told = line.parameters(asked)
    assert (told["QueueResult"], told["QueueTime"]) == ("bridged", str(seconds))
    assert (call.heard, call.ended) == (["Next"], True)
    assert events(call, "played")[-1]["cut"] is True


@pytest.mark.parametrize("seconds", [0, 13])
@pytest.mark.parametrize("wait", ENDLESS)
def test_a_conference_begins_at_any_second(wait: str, seconds: int) -> None:
    line, call = waiting(wait, "conference")
    call.listen(seconds)
    asked = len(line.requests)
    call.conference_begins()
    assert (call.second, len(line.requests), events(call, "played")[-1]["cut"]) == (seconds, asked, True)
    call.talk(5)
    call.conference_ends()
    assert call.heard == ["Next"]


def test_what_is_said_before_the_music_is_heard_at_once() -> None:
    _, call = waiting("<Say>Please hold</Say><Play loop='0'>/tune</Play>")
    assert call.heard == ["Please hold", f"{HOME}/tune"]
    assert call.second == pytest.approx(11 / 15)


def test_who_waits_on_hears_the_document_again() -> None:
    line, call = waiting(f"<Say>{LONG}</Say><Play>/tune</Play>")
    assert call.second == 10
    call.wait()
    assert (call.heard, call.second) == ([LONG, f"{HOME}/tune"], 30)
    assert line.parameters(3)["QueueTime"] == "20"


@pytest.mark.parametrize("wait", ["<Play loop='0'>/tune</Play>"])
def test_who_waits_in_a_sound_without_end_hears_half_a_minute_of_it(wait: str) -> None:
    _, call = waiting(wait)
    call.wait()
    assert (call.second, events(call, "played")[0]["loops"]) == (30, 3)


@pytest.mark.parametrize(
    ("verbs", "kind"),
    [
        ("<Enqueue>support</Enqueue>", "music"),
        ("<Enqueue waitUrl=''>support</Enqueue>", "paused"),
        ("<Dial><Conference>room</Conference></Dial>", "music"),
    ],
)
def test_music_of_twilio_and_silence_go_on_as_long_as_somebody_listens(verbs: str, kind: str) -> None:
    call = dial(script(verbs))
    for seconds in (7, 0.5):
        call.listen(seconds)
    assert (lengths(call, kind), call.second) == ([7.5], 7.5)


def test_behind_the_wait_document_of_a_conference_there_is_silence() -> None:
    line, call = waiting(f"<Say>{LONG}</Say>", "conference")
    assert call.second == 10
    call.listen(90)
    assert (call.second, lengths(call, "paused"), line.urls.count(f"{HOME}/wait")) == (100, [90], 1)


def test_menus_in_a_wait_document_time_out_while_the_caller_listens() -> None:
    menu = f"<Gather timeout='3' numDigits='1' action='/leave'><Say>{LONG}</Say><Pause length='2'/></Gather>"
    line, call = waiting(f"{menu}<Redirect/>", leave=twiml("<Leave/>"))
    call.listen(1)
    assert [event["seconds"] for event in events(call, "silent")] == [1]
    call.listen(2 + 15 + 4)
    assert lengths(call, "said") == [10, 10, 4]
    assert all(event["listening"] for event in events(call, "silent"))
    call.press("1")
    assert (call.heard, events(call, "said")[-2]["cut"]) == (["Next"], True)
    assert line.parameters(-1)["QueueTime"] == "34"
    assert codes(call) == []


def test_who_has_listened_waits_only_for_the_rest_of_the_time() -> None:
    call = dial(script("<Gather timeout='7'/><Say>Bye</Say>"))
    call.listen(3)
    call.press("1")
    call.listen(2)
    call.wait()
    assert lengths(call, "silent") == [3, 2, 5]


def test_a_caller_leaves_the_queue_by_its_document_while_listening() -> None:
    _, call = waiting(f"<Say>{LONG}</Say><Leave/>")
    assert call.heard == [LONG, "Next"]


def test_an_empty_wait_document_lets_no_time_pass() -> None:
    line, call = waiting("")
    assert (call.ended, call.second, len(line.requests)) == (False, 0, 2)
    call.wait()
    assert len(line.requests) == 3
    with pytest.raises(EndlessCall, match="100 documents"):
        call.listen(1)


def test_keys_are_lost_in_the_music_and_take_no_time() -> None:
    _, call = waiting("<Play loop='0'>/tune</Play>")
    call.listen(3)
    call.press("1")
    call.listen(4)
    assert (call.second, events(call, "lost")[0]["what"]) == (7, "1")


# Documents that lead to each other


def test_a_line_that_polls_rests_where_it_asks_again() -> None:
    line = script(POLL)
    call = dial(line)
    assert (call.heard, call.second, len(line.requests)) == ([LONG], 10, 1)
    assert call.possible == ("wait", "listen", "hang_up")


def test_a_line_that_polls_is_left_running() -> None:
    line = script(POLL)
    call = dial(line)
    call.listen(27)
    assert (call.second, len(line.requests)) == (37, 3)
    assert (lengths(call, "said"), lengths(call, "paused")) == ([10, 10, 7], [5, 5])
    call.press("1")
    assert (call.second, events(call, "lost")[0]["reason"]) == (37, "nothing listens to keys now")
    call.speak("Hello?")
    call.hang_up()
    assert (call.status, call.second, len(line.requests)) == ("completed", 37, 3)
    assert events(call, "said")[-1]["cut"] is True


def test_a_line_that_knows_at_last_goes_on() -> None:
    line = script(voice=[twiml(POLL)] * 3 + [twiml("<Gather timeout='20'><Say>Here</Say></Gather>")])
    call = dial(line)
    call.wait()
    call.listen(30)
    assert call.heard[-1] == "Here"
    assert "press" in call.possible


def test_a_line_that_counts_its_rounds_rests_after_very_many() -> None:
    class Counting:
        """Names another document each time."""

        asked = 0

        def send(self, _: object) -> object:
            """Return the next document."""
            self.asked += 1
            return twiml(f"<Pause length='3'/><Redirect>/voice?n={self.asked}</Redirect>")

    line = Counting()
    call = dial(line, limits=Limits(documents=20))  # type: ignore[arg-type]  # it sends, and that is enough
    assert (line.asked, call.second) == (20, 19 * 3)
    call.listen(20 * 60)
    assert (line.asked, call.second) == (20 + 20 * 20 - 1, 19 * 3 + 20 * 60)


def test_the_same_url_with_other_parameters_is_another_request() -> None:
    line = script(
        voice=[
            twiml("<Gather numDigits='1' action=''/>"),
            twiml("<Say>Sorry</Say><Redirect/>"),
            twiml("<Gather><Say>Again</Say></Gather>"),
        ]
    )
    call = dial(line)
    call.press("9")
    assert call.heard == ["Sorry", "Again"]


def test_twilio_hangs_up_at_last() -> None:
    call = dial(script(POLL), limits=Limits(seconds=100))
    call.listen(99)
    assert (call.ended, call.second, events(call, "hung up")[0]["by"]) == (True, 100, "Twilio")
    with pytest.raises(CallOver, match="The caller cannot listen: the call is over"):
        call.listen(1)


def test_listening_stops_where_somebody_else_must_act() -> None:
    call = dial(script("<Gather timeout='5'/><Dial>+14155550100</Dial>"))
    call.listen(60)
    assert call.second == 5
    with pytest.raises(ActionNotPossible, match=r"The caller cannot just listen now.* possible now: callee_answers"):
        call.listen(60)
    call.callee_answers(seconds=1)


@pytest.mark.parametrize("seconds", [-1, float("inf"), float("nan")])
def test_nobody_listens_for_less_than_no_time_or_for_ever(seconds: float) -> None:
    call = dial(script(POLL))
    before = call.save()
    with pytest.raises(ValueError, match=f"Nothing lasts {seconds} seconds"):
        call.listen(seconds)
    assert call.save() == before


def test_who_has_heard_one_prompt_waits_for_the_others() -> None:
    menu = twiml(f"<Gather><Say>{LONG}</Say><Say>{LONG}</Say></Gather>")
    call = dial(script(voice=[twiml("<Pause length='2'/><Redirect/>"), menu]))
    call.listen(2 + 10)
    assert ([event["event"] for event in call.heard_events], call.ended) == (["said"], False)
    call.wait()
    assert (lengths(call, "said"), call.second, call.ended) == ([10, 10], 2 + 20 + 5, True)


def test_a_menu_that_comes_round_while_the_caller_listens_is_not_endless() -> None:
    call = dial(script("<Gather timeout='1'/><Redirect/>"), limits=Limits(menus=3))
    call.listen(500)
    assert (call.second, len(events(call, "silent"))) == (500, 500)


def test_a_callee_listens_too() -> None:
    whisper = twiml("<Gather timeout='4'><Say>Press 1</Say></Gather><Hangup/>")
    call = dial(script("<Dial><Number url='/whisper'>+14155550100</Number></Dial>", whisper=whisper))
    call.callee_answers()
    assert call.callee is not None
    call.callee.listen(60)
    assert call.ended


@pytest.mark.parametrize(
    "act",
    [Call.wait, lambda call: call.listen(7), lambda call: call.press("1"), lambda call: call.hang_up()],
    ids=["waits", "listens", "presses a key", "hangs up"],
)
def test_a_call_that_rests_is_saved_and_goes_on(act: Callable[[Call], None]) -> None:
    line = script(POLL)
    call = dial(line)
    call.listen(12)
    twin = Call.load(call.save(), transport=line, auth_token=TOKEN)
    act(call)
    act(twin)
    assert (twin.transcript, twin.second, twin.save()) == (call.transcript, call.second, call.save())


def test_a_fallback_may_poll_too() -> None:
    line = script("<Redirect>/gone</Redirect>", fallback=twiml("<Pause length='2'/><Redirect>/gone</Redirect>"))
    call = dial(line, fallback_url=f"{HOME}/fallback")
    assert (call.second, len(line.requests)) == (0, 3)
    with pytest.raises(
        ActionNotPossible, match=r"The line goes on by itself behind <Redirect> in line 1 of .*/fallback"
    ):
        call.talk(1)
    call.listen(3)
    assert (call.second, len(line.requests)) == (3, 5)


# To act within a sentence


def interrupted(verbs: str, words: str = "Long", **documents: object) -> tuple[Script, Call]:
    """Return a call that rests in the middle of a sentence."""
    line = script(verbs, next=NEXT, tune=AUDIO, **documents)  # type: ignore[arg-type]  # answers
    call = Call(f"{HOME}/voice", transport=line, auth_token=TOKEN, choices=Choices(clock="characters"))
    call.rest_in(words)
    call.dial()
    return line, call


SENTENCE = f"Long {'x' * 145}"


@pytest.mark.parametrize(
    "behind",
    ["<Redirect>/next</Redirect>", "<Hangup/>", "<Record/>", "<Play>/tune</Play>", "<Dial>+14155550100</Dial>", ""],
)
def test_what_stands_behind_a_sentence_in_which_the_caller_hangs_up_never_happens(behind: str) -> None:
    line, call = interrupted(f"<Say>First</Say><Say>{SENTENCE}</Say>{behind}")
    call.hang_up(during="Long")
    assert (len(line.requests), call.status, round(call.second, 2)) == (1, "completed", 5.33)
    assert [event["event"] for event in call.transcript[-2:]] == ["said", "hung up"]
    assert events(call, "said")[1]["seconds"] == 5
    assert events(call, "said")[1]["cut"] is True


def test_a_file_may_be_interrupted_too() -> None:
    line, call = interrupted("<Play>/tune</Play><Redirect>/next</Redirect>", "tune")
    call.hang_up(during="tune")
    assert (len(line.requests), call.second, events(call, "played")[0]["cut"]) == (2, 5, True)


def test_keys_in_a_sentence_are_lost_and_the_line_goes_on() -> None:
    line, call = interrupted(f"<Say>{SENTENCE}</Say><Redirect>/next</Redirect>")
    assert len(line.requests) == 1
    call.press("1", during="Long")
    assert (call.heard, events(call, "lost")[0]["second"], lengths(call, "said")) == (["Next"], 5, [10, 0.27])


def test_keys_stop_the_prompt_in_which_they_are_pressed() -> None:
    line, call = interrupted(f"<Gather numDigits='1' action='/next'><Say>{SENTENCE}</Say><Say>More</Say></Gather>")
    call.press("1")
    assert (call.heard, line.parameters(1)["Digits"]) == (["Next"], "1")
    assert (lengths(call, "said"), events(call, "said")[0]["cut"]) == ([5, 0.27], True)


@pytest.mark.parametrize(
    ("attributes", "act"),
    [
        ("bargeIn='false'", lambda call: call.press("1")),
        ("input='speech'", lambda call: call.press("1")),
        ("input='speech' bargeIn='false'", lambda call: call.speak("yes")),
        ("input='speech' bargeIn='false'", Call.mumble),
        ("", lambda call: call.speak("yes")),
    ],
    ids=["keys", "keys for speech", "speech without barge-in", "mumbling without barge-in", "speech for keys"],
)
def test_a_prompt_that_nothing_stops_is_spoken_to_its_end(attributes: str, act: Callable[[Call], None]) -> None:
    _, call = interrupted(f"<Gather {attributes}><Say>{SENTENCE}</Say><Say>More</Say></Gather>")
    act(call)
    assert (call.heard, len(events(call, "lost")), lengths(call, "said")) == (["More"], 1, [10, 0.27])


@pytest.mark.parametrize(
    "act", [lambda call: call.speak("yes"), Call.mumble, Call.wait], ids=["speech", "mumbling", "silence"]
)
def test_speech_and_silence_in_a_prompt(act: Callable[[Call], None]) -> None:
    _, call = interrupted(f"<Gather input='speech' action='/next'><Say>{SENTENCE}</Say></Gather><Say>Next</Say>")
    act(call)
    assert call.heard == ["Next"]
    assert lengths(call, "silent") in ([], [5])


def test_an_agent_comes_within_an_announcement() -> None:
    verbs = "<Enqueue action='/next' waitUrl='/wait'>support</Enqueue>"
    line, call = interrupted(verbs, wait=twiml(f"<Say>{SENTENCE}</Say><Play loop='0'>/tune</Play>"))
    call.press("5")
    assert call.heard == [f"{HOME}/tune"]  # nothing has stopped it
    line, call = interrupted(verbs, wait=twiml(f"<Say>{SENTENCE}</Say><Play loop='0'>/tune</Play>"))
    call.agent_takes(seconds=3)
    assert line.parameters(2)["QueueTime"] == "5"


@pytest.mark.parametrize(
    "act", [Call.hang_up, lambda call, during: call.press("1", during=during)], ids=["hangs up", "presses a key"]
)
def test_at_the_beginning_of_a_sentence_its_middle_is_still_to_come(act: Callable[..., None]) -> None:
    _, call = waiting(f"<Say>{SENTENCE}</Say>")
    act(call, during="Long")
    assert (call.second, lengths(call, "said")) == (5, [5])


def test_a_sentence_without_end_is_interrupted_in_its_first_round() -> None:
    _, call = interrupted(f"<Say loop='0'>{SENTENCE}</Say>")
    assert (call.second, call.heard) == (5, [SENTENCE])


def test_a_sentence_that_is_not_said_cannot_be_announced() -> None:
    with pytest.raises(ValueError, match=r"No sentence with 'Long' was said since the last action; heard: \['Hello'\]"):
        interrupted("<Say>Hello</Say><Gather/>")


def test_without_notice_a_caller_hangs_up_where_the_line_has_only_spoken() -> None:
    line = script(f"<Say>{SENTENCE}</Say><Gather><Say>Choose</Say><Pause/></Gather>")
    call = dial(line)
    call.hang_up(during="Long")
    assert (call.second, lengths(call, "said"), events(call, "paused")) == (5, [5], [])
    call = dial(line)
    call.hang_up(during="Choose")
    assert call.second == pytest.approx(10 + 0.2)


@pytest.mark.parametrize("behind", ["<Redirect>/menu</Redirect>", "<Record/>", "<Gather><Play>/tune</Play></Gather>"])
def test_with_notice_a_caller_hangs_up_wherever_the_line_has_gone_on(behind: str) -> None:
    call = dial(script(f"<Say>{SENTENCE}</Say>{behind}", menu=twiml("<Gather/>"), tune=AUDIO))
    before = call.save()
    with pytest.raises(
        ActionNotPossible, match=r"gone on since 'Long': say before the last action, by rest_in\('Long'\)"
    ):
        call.hang_up(during="Long")
    assert call.save() == before


def test_what_is_pressed_in_an_earlier_sentence_leaves_the_call_where_it_rests() -> None:
    call = dial(script(POLL.replace(LONG, SENTENCE)))
    call.press("1", during="Long")
    call.listen(4)
    assert (call.second, lengths(call, "paused")) == (14, [4])
