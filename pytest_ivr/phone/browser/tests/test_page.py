EARS = """
window.frequencies = [];
window.spoken = [];
const start = OscillatorNode.prototype.start;
OscillatorNode.prototype.start = function () { frequencies.push(this.frequency.value); start.call(this); };
speechSynthesis.speak = (it) => { spoken.push(it.text); it.onstart(); it.onend(); };
speechSynthesis.cancel = () => spoken.push("(silence)");
"""


FAILED = "The line has failed; a caller hears that sentence. “For developers” shows what the line answered."


GIVEN_UP = "The phone gives up on this call. “For developers” shows what the line answered; fix it and call again."


SORRY = "We are sorry, an application error has occurred. Goodbye."


VOICE = "<Response><Say voice='nobody'>Hello</Say></Response>"


def test_keys_sound_and_the_line_speaks(phone: Phone) -> None:
    phone.page.add_init_script(EARS)
    phone.page.reload()
    phone.click("Call")
    spoken = ["(silence)", "Welcome to movie info!", "Please choose a theater and press  pound "]
    assert phone.page.evaluate("spoken")[:3] == spoken
    phone.type("1*")
    phone.click("pound")
    assert phone.page.evaluate("frequencies") == [697, 1209, 941, 1209, 941, 1477]
    spoken = phone.page.evaluate("spoken")
    assert spoken.count("(silence)") == 4
    for box in ("Key tones", "Voice"):
        phone.page.get_by_label(box).click()
    spoken.append("(silence)")
    assert phone.page.evaluate("spoken") == spoken
    for key in ("1", "pound"):
        phone.click(key)
    assert phone.page.evaluate("frequencies.length") == 6
    assert phone.page.evaluate("spoken") == [*spoken, "(silence)", "(silence)"]
    phone.page.reload()
    expect(phone.page.get_by_label("Key tones")).not_to_be_checked()
    expect(phone.page.get_by_label("Voice")).not_to_be_checked()
    assert phone.page.evaluate("spoken") == []


@pytest.mark.parametrize(
    ("answer", "last_words", "logged"),
    [
        (
            "500\ntext/html\nCrashed",
            [SORRY, "Twilio hangs up", FAILED],
            "error 11200: The application answered HTTP 500",
        ),
        ("200\ntext/html\n<html></html>", [SORRY, "Twilio hangs up", FAILED], "error 12102: The root is <html>"),
        ("200\ntext/xml\n<Response><Redirect/></Response>", [GIVEN_UP], "<Redirect/>"),
        ("200\ntext/xml\n<Response><Echo/></Response>", ["is not simulated.", GIVEN_UP], "<Echo/>"),
        ("200\ntext/xml\n" + VOICE, ["Hello", "the line hangs up"], "warning 13511"),
    ],
)
def test_a_line_that_answers_nonsense_is_explained(
    page: Page, nonsense: Nonsense, answer: str, last_words: list[str], logged: str
) -> None:
    nonsense.answer.write_text(answer)
    phone = Phone(page, nonsense.server)
    phone.click("Call")
    heard = " ".join(phone.conversation)
    assert heard.endswith(last_words[-1])
    assert all(words in heard for words in last_words)
    expect(page.locator("#state")).to_have_text("The call is over")
    expect(page.locator("#log")).to_contain_text(logged)
    phone.save("A caller meets nonsense")
