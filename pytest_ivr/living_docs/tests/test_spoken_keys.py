"""The keys that sentences name, in the languages of the table."""

import pytest

from pytest_ivr.living_docs.document.spoken_keys import (
    begins_with_key,
    invites_speech,
    named_keys,
    spans_of_keys,
    speaks_of_keys,
)


@pytest.mark.parametrize(
    ("sentence", "keys"),
    [
        ("For sales press 1", "1"),
        ("For Rialto at 5 State Street, Chicago press 12", "12"),
        ("For English, press one.", "1"),
        ("Agents press 9.", "9"),
        ("To go back, press the star key", "*"),
        ("To hear this again, press the hash key.", "#"),
        ("To hear this again, press #", "#"),
        ("For help press *", "*"),
        ("For the operator, push the zero button", "0"),
        ("Press 1 or 2", "1 2"),
        ("Press 1, 2 or 3 now", "1 2 3"),
        ("Please say yes or no, or press 1 for yes or 2 for no.", "1 2"),
        ("Say the day, or press 1 for Monday, 2 for Wednesday or 3 for Friday.", "1 2 3"),
        ("To pay, press 1, and to go back, press star", "1 *"),
        ("Press a key from 1, very bad, to 5, very good.", "1 2 3 4 5"),
        ("Press a key from 1 to 5, 5 being the best.", "1 2 3 4 5"),
        ("Press 1 through 4", "1 2 3 4"),
        ("Press a number from 1 to 12", "1 2 3 4 5 6 7 8 9 10 11 12"),
        ("Press a number from 1 to 13, then hash", ""),
        (f"Press a number from 1 to {'9' * 5000}", ""),
        (f"Press a number from {'9' * 5000} to 1", ""),
        ("If this is an emergency, hang up and dial 911.", ""),
        ("In an emergency, please dial 112, or press 1", "1"),
        ("Hang up, or press 1", "1"),
        ("If this is an emergency, press 1", "1"),
        ("For Anna in extension 5 dial 201", "201"),
        ("Press 1 to hear 5 messages", "1"),
        ("Press 1 for a table of 2, 3 or 4", "1"),
        ("Press star to 5", "*"),
        ("Please choose a theater and press #", ""),
        ("Enter your order number, then press hash.", ""),
        ("Enter the amount in dollars, followed by the pound key.", ""),
        ("To go back, press star, then hash.", "*"),
        ("Or press star and hash to go back.", "*"),
        ("Please enter your five digit zip code.", ""),
        ("Speak after the beep, then press any key.", ""),
        ("Press once", ""),
        ("We are open from 9 to 5", ""),
        ("Para español, oprima el dos.", "2"),
        ("Para regresar, oprima asterisco.", "*"),
        ("Marque la cantidad en dólares y oprima la tecla gato.", ""),
        ("Para repetir, pulse almohadilla", "#"),
        ("Si es una emergencia, cuelgue y marque el 112.", ""),
        ("Si desea soporte, pulse uno; si desea ventas, pulse el 2.", "1 2"),
        ("Para regresar, oprima la tecla estrella.", "*"),
        ("Oprima una tecla del 1, para el lunes, al 7, para el domingo.", "1 2 3 4 5 6 7"),
        ("Pour le français, appuyez sur le trois.", "3"),
        ("Pour confirmer, appuyez sur le un. Pour annuler, sur le deux.", "1 2"),
        ("Pour revenir, appuyez sur étoile, puis dièse.", "*"),
        ("Pour réécouter, appuyez sur la touche dièse.", "#"),
        ("Pour revenir, appuyez sur la touche étoile.", "*"),
        ("En cas d'urgence, raccrochez et composez le 112.", ""),
        ("Drücken Sie bitte eine Taste von 1 bis 3", "1 2 3"),
        ("Für den Verkauf drücken Sie die Eins, für den Service die Zwei.", "1 2"),
        ("Zurück: drücken Sie die Sterntaste", "*"),
        ("Zurück mit der Sterntaste, wiederholen mit der Raute.", "* #"),
        ("Drücken Sie die Raute, um alles noch einmal zu hören", "#"),
        ("Im Notfall legen Sie auf und wählen Sie 112", ""),
        ("Geben Sie Ihre Nummer ein und drücken Sie die Rautetaste.", ""),
        ("For sales press 1, for support the 2", "1 2"),
        ("For sales press 1, for the shop at Route 66, press 2", "1 2"),
        ("Para vendas, digite um.", "1"),
        ("Para voltar, pressione a tecla asterisco", "*"),
        ("Em caso de emergência, desligue e disque 192", ""),
        ("Para repetir, pressione cerquilha ou a tecla 3", "# 3"),
        ("Digite o número e pressione a tecla jogo da velha", ""),
    ],
)
def test_keys_are_named_in_figures_and_in_words(sentence: str, keys: str) -> None:
    assert " ".join(named_keys(sentence)) == keys


@pytest.mark.parametrize("sentence", ["Press 1 or 2", "Oprima una tecla", "Appuyez sur le un", "Drücken Sie"])
def test_a_sentence_may_begin_with_what_to_press(sentence: str) -> None:
    assert begins_with_key(sentence)
    assert not begins_with_key(f"To go on: {sentence}")


def test_a_menu_may_ask_for_words() -> None:
    assert invites_speech("Please say yes or no")
    assert invites_speech("Diga sí o no")
    assert not invites_speech("To speak with a person press 1, they are essayists")


@pytest.mark.parametrize(
    ("sentence", "speaks"),
    [
        ("Please choose a theater and press #", True),
        ("Enter the amount in dollars, followed by the pound key.", True),
        ("Geben Sie Ihre Nummer ein und drücken Sie die Rautetaste.", True),
        ("For sales press 1", True),
        ("Welcome, and thank you for calling", False),
        ("Then we hashed it out", False),
    ],
)
def test_a_sentence_may_speak_of_the_key_that_ends_a_number(sentence: str, speaks: bool) -> None:
    assert speaks_of_keys(sentence) == speaks


def test_where_keys_stand_is_told_unless_nobody_can_count_the_characters() -> None:
    assert spans_of_keys("For sales press 1") == ((10, 17),)
    assert spans_of_keys("İstanbul: for sales press 1") == ()
