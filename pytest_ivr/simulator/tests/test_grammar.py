"""Section 4.11 of the contract: the grammar knows all that Twilio's library can write."""

import inspect
from collections.abc import Iterator

import pytest
from twilio.twiml import TwiML, voice_response

from pytest_ivr.simulator.testing import HOME, codes, dial, script
from pytest_ivr.simulator.twiml.grammar import CONFERENCE_WAIT, ELEMENTS, QUEUE_WAIT, VERBS, WHISPER, Element
from pytest_ivr.simulator.twiml.reading import read_twiml

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
def test_the_grammar_knows_what_the_library_can_write(parent: str, child: TwiML) -> None:
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


@pytest.mark.parametrize(
    ("element", "defaults"),
    [
        # sections 4.1 to 4.7 and 4.9
        ("Say", {"voice": "man", "language": "en-US", "loop": "1"}),
        ("Play", {"loop": "1"}),
        ("Pause", {"length": "1"}),
        ("Reject", {"reason": "rejected"}),
        ("Gather", {"input": "dtmf", "timeout": "5", "finishOnKey": "#", "actionOnEmptyResult": "false"}),
        ("Gather", {"language": "en-US", "profanityFilter": "true", "enhanced": "false", "bargeIn": "true"}),
        ("Record", {"timeout": "5", "finishOnKey": "1234567890*#", "playBeep": "true", "trim": "trim-silence"}),
        ("Record", {"transcribe": "false", "recordingStatusCallbackEvent": "completed"}),
        ("Dial", {"timeout": "30", "timeLimit": "14400", "hangupOnStar": "false", "answerOnBridge": "false"}),
        ("Dial", {"record": "do-not-record", "trim": "do-not-trim", "recordingTrack": "both", "sequential": "false"}),
        ("Dial", {"recordingStatusCallbackEvent": "completed"}),
        ("Number", {"statusCallbackEvent": "completed"}),
        ("Conference", {"muted": "false", "beep": "true", "startConferenceOnEnter": "true", "trim": "trim-silence"}),
        ("Conference", {"endConferenceOnExit": "false", "jitterBufferSize": "large", "maxParticipants": "250"}),
        ("Pay", {"input": "dtmf", "timeout": "5", "maxAttempts": "2", "securityCode": "true", "currency": "usd"}),
        ("Pay", {"paymentConnector": "Default", "paymentMethod": "credit-card", "tokenType": "reusable"}),
        ("Pay", {"bankAccountType": "consumer-checking", "language": "en-US", "postalCode": "true"}),
        # section 4.8; what it leaves out as on Twilio's pages
        ("Stream", {"track": "inbound_track"}),
        ("Recording", {"channels": "dual", "trim": "do-not-trim", "track": "both"}),
        ("Conference", {"record": "do-not-record", "statusCallbackEvent": "start end"}),
    ],
)
def test_what_is_not_given_has_a_default(element: str, defaults: dict[str, str]) -> None:
    assert {name: ELEMENTS[element].defaults[name] for name in defaults} == defaults


@pytest.mark.parametrize(
    ("root", "verbs"),
    [
        (QUEUE_WAIT, "Gather Hangup Leave Pause Play Redirect Say"),  # section 4.7
        (CONFERENCE_WAIT, "Pause Play Redirect Say"),  # section 4.6
        (WHISPER, "Gather Hangup Pause Play Redirect Say"),  # section 4.6, Number and Queue
    ],
)
def test_who_waits_or_is_called_has_few_verbs(root: Element, verbs: str) -> None:
    body = "".join(f"<{verb}/>" for verb in sorted(VERBS))
    document = read_twiml(f"<Response>{body}</Response>".encode(), HOME, root)
    assert " ".join(verb.name for verb in document.verbs) == verbs
    assert len(document.warnings) == len(VERBS) - len(document.verbs)


@pytest.mark.parametrize(("verb", "attribute"), [("Pause", "length"), ("Gather", "timeout")])
def test_a_number_may_begin_with_zeros_but_not_with_thousands(verb: str, attribute: str) -> None:
    assert codes(dial(script(f"<{verb} {attribute}='007'/>"))) == []
    assert len(codes(dial(script(f"<{verb} {attribute}='{'0' * 5000}7'/>")))) == 1


@pytest.mark.parametrize("noun", ["Number", "Stream", "Queue", "Prompt", "Message", "Task"])
def test_a_noun_directly_under_response_is_a_warning(noun: str) -> None:
    call = dial(script(f"<{noun}>x</{noun}><Say>A</Say>"))
    assert codes(call) == [12200]
    assert call.heard == ["A"]


@pytest.mark.parametrize(
    ("element", "code"),
    [
        ("<Gather input='voice'/>", 13326),
        ("<Gather speechTimeout='0'/>", 13327),
        ("<Gather maxSpeechTime='x'/>", 13328),
        ("<Gather partialResultCallbackMethod='PUT'/>", 13329),
        (f"<Gather hints='{','.join(['a'] * 501)}'/>", 13330),
        (f"<Gather hints='{'a' * 101}'/>", 13330),
        ("<Gather language='?'/>", 13331),
        ("<Gather profanityFilter='maybe'/>", 13333),
        ("<Gather speechModel='best'/>", 13334),
        ("<Gather actionOnEmptyResult='yes'/>", 13338),
        ("<Gather enhanced='yes'/>", 12200),
        ("<Gather minConfidence='0.5'/>", 12200),
        ("<Gather dtmfDetection='true'/>", 12200),
        ("<Record method='PUT'/>", 13610),
        ("<Record timeout='x'/>", 13611),
        ("<Record maxLength='1'/>", 13612),
        ("<Record maxLength='86401'/>", 13612),
        ("<Record finishOnKey='abc'/>", 13613),
        ("<Record transcribe='x'/>", 13614),
        ("<Record playBeep='x'/>", 13616),
        ("<Record recordingStatusCallbackEvent='done'/>", 13621),
        ("<Record trim='x'/>", 13699),
        ("<Record><Say/></Record>", 12200),
        ("<Enqueue method='PUT'>q</Enqueue>", 14201),
        ("<Enqueue waitUrlMethod='PUT'>q</Enqueue>", 14206),
        ("<Enqueue maxQueueSize='0'>q</Enqueue>", 12200),
        ("<Dial recordingStatusCallbackEvent='x'>+1415</Dial>", 13621),
        ("<Dial><Number method='PUT'>+1415</Number></Dial>", 13221),
        ("<Dial><Number statusCallbackEvent='ended'>+1415</Number></Dial>", 12200),
        ("<Dial><Sip method='PUT'>sip:a@b</Sip></Dial>", 13241),
        ("<Dial><Queue method='PUT'>q</Queue></Dial>", 14210),
        ("<Dial><Conference muted='x'>c</Conference></Dial>", 13230),
        ("<Dial><Conference endConferenceOnExit='x'>c</Conference></Dial>", 13231),
        ("<Dial><Conference startConferenceOnEnter='x'>c</Conference></Dial>", 13232),
        ("<Dial><Conference waitMethod='PUT'>c</Conference></Dial>", 13234),
        ("<Dial><Conference maxParticipants='251'>c</Conference></Dial>", 12200),
        ("<Dial><Conference trim='x'>c</Conference></Dial>", 13239),
        ("<Dial><Conference participantLabel='a/b'>c</Conference></Dial>", 16023),
        ("<Connect><ConversationRelay url='ws://a/b'/></Connect>", 12200),
        ("<Start><Recording channels='both'/></Start>", 12200),
        ("<Start><Transcription track='x'/></Start>", 12200),
        ("<Start><Transcription partialResults='x'/></Start>", 12200),
        ("<Start><Transcription enableProviderData='x'/></Start>", 12200),
        ("<Start><Transcription languageCode='?'/></Start>", 12200),
        ("<Dial><Number amdStatusCallbackMethod='PUT'>+1415</Number></Dial>", 12200),
        ("<Dial><Sip sendDigits='x'>sip:a@b</Sip></Dial>", 13242),
        (f"<Dial><Conference participantLabel='CA{'0' * 32}'>c</Conference></Dial>", 16023),
        ("<Pay><Prompt for='a-number'/></Pay>", 12200),
        ("<Pay><Prompt requireMatchingInputs='x'/></Pay>", 12200),
        ("<Record recordingTrack='x'/>", 13622),
        ("<Annotate><Say>A</Say></Annotate>", 13112),
        ("<Pay timeout='0'/>", 12200),
        ("<Pay action='/a' method='GET'/>", 12200),
        ("<Redirect method='PUT'/>", 13710),
        ("<Say>A<break strength='huge'/></Say>", 12200),
        ("<Say>A<prosody rate='10'>b</prosody></Say>", 12200),
        ("<Say>A<prosody volume='loudest'>b</prosody></Say>", 12200),
        ("<Say>A<prosody pitch='4%'>b</prosody></Say>", 12200),
        ("<Say>A<emphasis level='extreme'>b</emphasis></Say>", 12200),
        ("<Say language='english!'>A</Say>", 12200),
    ],
)
def test_a_bad_value_is_the_warning_of_its_verb(element: str, code: int) -> None:
    body = f"<Response>{element}</Response>".encode()
    assert [warning.code for warning in read_twiml(body, HOME).warnings] == [code]


@pytest.mark.parametrize(
    "element",
    [
        "<Hangup><Parameter name='a' value='b'/></Hangup>",
        "<Reject reason='busy'><Parameter name='a' value='b'/></Reject>",
        "<Gather input='speech dtmf' timeout='auto' speechTimeout='auto' speechModel='googlev2_telephony'/>",
        f"<Gather hints='{','.join(['a' * 100] * 500)}'/>",
        "<Say voice='Polly.Joanna-Neural' language='en-GB' loop='0'>A<break strength='x-weak' time='300ms'/></Say>",
        "<Say><prosody volume='+6dB' rate='85%' pitch='-10%'>b</prosody></Say>",
        "<Record finishOnKey='' recordingStatusCallbackEvent='in-progress completed absent' maxLength='86400'/>",
        "<Dial ringTone='us-old' record='record-from-answer-dual' trim='trim-silence'>+1 (415) 555-0100</Dial>",
        "<Dial><Sip username='a' password='b'><Uri priority='1' weight='2'>sip:a@b</Uri>"
        "<Headers><Header name='X-A' value='1'/></Headers></Sip></Dial>",
        "<Dial><Conference beep='onEnter' jitterBufferSize='off' record='record-from-start'>c</Conference></Dial>",
        "<Connect><ConversationRelay url='wss://a/b?c=1' dtmfDetection='true'/></Connect>",
        "<Connect><ConversationRelay url='wss://a/b' eotThreshold='0.7' conversationConfiguration='c'/></Connect>",
        "<Connect><Assistant id='a' welcomeGreeting='Hi'><Parameter name='a' value='b'/></Assistant></Connect>",
        "<Start><Transcription enableProviderData='true' conversationConfiguration='c' conversationId='d'/></Start>",
        "<Start><Transcription track='both_tracks' partialResults='true' languageCode='en-US'/></Start>",
        "<Say rate='90%'>A</Say>",
        "<Annotate><BillingReferenceTag>house</BillingReferenceTag></Annotate>",
        "<Dial><Sip sendDigits='1w2'>sip:a@b</Sip></Dial>",
        "<Dial><Number amdStatusCallback='/m' amdStatusCallbackMethod='GET'>+1415</Number></Dial>",
        "<Dial><Conference participantLabel='CAr'>c</Conference></Dial>",
        "<Record recordingTrack='inbound'/>",
        "<Pay><Prompt for='payment-card-number expiration-date' requireMatchingInputs='true' attempt='1 2'/></Pay>",
        "<Pay paymentMethod='ach-debit' tokenType='one-time' postalCode='94103'><Parameter name='a' value='b'/></Pay>",
    ],
)
def test_what_the_contract_allows_has_no_warning(element: str) -> None:
    assert read_twiml(f"<Response>{element}</Response>".encode(), HOME).warnings == []


@pytest.mark.parametrize(
    ("element", "attribute", "used"),
    [
        ("<Record trim='yes'/>", "trim", "do-not-trim"),
        ("<Dial trim='yes'>+1415</Dial>", "trim", "do-not-trim"),
        ("<Record maxLength='1' timeout='x'/>", "timeout", "5"),
        ("<Gather finishOnKey='12'/>", "finishOnKey", "#"),
    ],
)
def test_a_bad_value_is_replaced_by_the_default_and_a_bad_trim_by_none(element: str, attribute: str, used: str) -> None:
    document = read_twiml(f"<Response>{element}</Response>".encode(), HOME)
    assert document.verbs[0].attributes[attribute] == used
    assert any(f"{used!r} is used" in warning.explanation for warning in document.warnings)
