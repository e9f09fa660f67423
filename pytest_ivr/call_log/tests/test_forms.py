"""What a line says with other data is known again, and nothing else."""

import pytest

from pytest_ivr.call_log.forms import Forms

HEARD = (
    (
        "Welcome!",
        "Please choose a theater.",
        "For Rialto at Elm Street 12, press 1.",
        "For Odeon in London 7, press 2.",
    ),
    ("Please select a theater from the list.", "The movie Casablanca is playing at Rialto at 8:00PM, 9:15PM."),
    ("The movie Metropolis is playing at Odeon tomorrow at 12:15AM.", "Your balance is 12 dollars."),
)


@pytest.fixture(scope="module")
def forms() -> Forms:
    return Forms(HEARD)


@pytest.mark.parametrize(
    "sentence",
    [
        *HEARD[0],
        *HEARD[1],
        *HEARD[2],
        "For Aurora at Park Street, Kolkata, press 12.",
        "The movie Nosferatu, a Symphony of Horror is playing at Aurora at 7:20PM, 8:30PM, tomorrow at 1:00AM.",
    ],
)
def test_other_data_is_known(forms: Forms, sentence: str) -> None:
    assert forms.unknown((sentence,)) == []


@pytest.mark.parametrize(
    ("sentence", "nearest"),
    [
        ("Welcome", "Welcome!"),
        ("Please pick a theater.", "Please choose a theater."),
        ("Please select a movie from the list.", "Please select a theater from the list."),
        (
            "The movie Nosferatu is showing at Aurora at 7:20PM.",
            "The movie Casablanca is playing at Rialto at 8:00PM, 9:15PM.",
        ),
        ("Your balance is 13 dollars.", "Your balance is 12 dollars."),
        ("For Rialto, dial 1.", "For Rialto at Elm Street 12, press 1."),
    ],
)
def test_other_words_are_not(forms: Forms, sentence: str, nearest: str) -> None:
    assert forms.unknown((sentence,)) == [sentence]
    assert forms.nearest(sentence) == nearest


def test_several_of_one_form_are_as_good_as_one(forms: Forms) -> None:
    _, choose, one, two = HEARD[0]
    assert forms.shape((choose, one)) == forms.shape((choose, one, two, two)) != forms.shape((one, choose))
