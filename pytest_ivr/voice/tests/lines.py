"""Twenty clean lines, and thirty with faults: what they say is made up, and each fault is of a kind that lines have."""

from __future__ import annotations

from typing import NamedTuple

from pytest_ivr.voice.examples import AGAIN, Example, heard, menu, says

TEXT = "<Sms to='+14155551212' from='+18005550199'>What you have heard, in writing.</Sms>"
MORE = "For more time, press 8."
OPERATOR = "To speak with a person, press 0."
PUT_THROUGH = "<Say>A colleague will help you.</Say><Dial>+14155550100</Dial>"


class Faulty(NamedTuple):
    """A line with faults, and the rules that find them, beside P18: none of them offers anything in writing."""

    example: Example
    rules: tuple[str, ...]


def clean(welcome: str, *options: str) -> Example:
    """Return a line without a fault: a menu, once more in other words for who is silent, and then a person."""
    first = f"<Say>{welcome}</Say>" + menu(*options, AGAIN)
    shorter = menu("To hear the choices again, press 9.", OPERATOR)
    return heard(TEXT + first, shorter, PUT_THROUGH, actions="times out then times out")


CLEAN = tuple(
    clean(welcome, *options)
    for welcome, options in (
        ("Welcome to the town library.", ("To renew a book, press 1.", "For fees, press 2.")),
        ("Hello, this is the clinic.", ("For appointments, press 1.", "For prescriptions, press 2.")),
        ("Harbor Bicycles, good day.", ("For sales, press 1.", "For the workshop, press 2.")),
        ("This is City Power.", ("To report an outage, press 1.", "To pay a bill, press 2.")),
        ("Hotel Aurora.", ("For a room, press 1.", "For the restaurant, press 2.")),
        ("Pizza Napoli.", ("To order, press 1.", "To ask where your pizza is, press 2.")),
        ("Northwind Insurance.", ("To report damage, press 1.", "For a quote, press 2.")),
        ("The museum of clocks.", ("For opening hours, press 1.", "For tickets, press 2.")),
        ("The ferry office.", ("For departures at 7:05 AM, press 1.", "For departures at noon, press 2.")),
        ("The tax office.", ("For forms, press 1.", "For your refund, press 2.")),
        ("Your bank by phone.", ("For your balance of 12 dollars and 30 cents, press 1.", "For transfers, press 2.")),
        ("The school at Mill Lane.", ("To report an absence, press 1.", "For the office, press 2.")),
        ("The swimming pool.", ("For prices, press 1.", "For courses, press 2.")),
        ("The post office.", ("To follow a parcel, press 1.", "For stamps, press 2.")),
        ("The garage on Elm Street.", ("For repairs, press 1.", "For tires, press 2.")),
        ("The travel desk.", ("For trains, press 1.", "For flights, press 2.")),
        ("The water works.", ("For your meter, press 1.", "For a leak, press 2.")),
        ("The town hall.", ("For passports, press 1.", "For weddings, press 2.")),
        ("The vet.", ("For dogs and cats, press 1.", "For other animals, press 2.")),
        ("The theater.", ("For tonight, press 1.", "For the box office, press 2.")),
    )
)

SALES, SUPPORT, PARTS = "For sales, press 1.", "For support, press 2.", "For parts, press 3."
LATE = "Thank you for calling the shop by the harbor, where bicycles of every kind are sold, lent and mended every day."

LONG = "Use the door that is on the left side of the house which stands behind the old church at the end of the road"

FAULTY = (
    Faulty(heard(menu("Press 1 for sales.", "Press 2 for support.", AGAIN)), ("P1",)),
    Faulty(heard(menu(*(f"For room {it}, press {it}." for it in range(1, 8)), AGAIN)), ("P2", "P6")),
    Faulty(heard(menu("For floor one, press 1.", "For floor three, press 3.", AGAIN)), ("P3",)),
    Faulty(heard(menu(SUPPORT, SALES, AGAIN)), ("P3",)),
    Faulty(
        heard(menu(*(["We are the only shop in town that is open every day of the week."] * 8), SALES, AGAIN)),
        ("P4", "P5"),
    ),
    Faulty(heard(f"<Say>{LATE}</Say>" + menu(SALES, SUPPORT, AGAIN)), ("P5",)),
    Faulty(heard(menu(SALES, SUPPORT, PARTS, AGAIN)), ("P6",)),
    Faulty(heard(menu(SALES, "For the next page, press 0.", AGAIN)), ("P7",)),
    Faulty(heard(menu(SALES, "To start over, press zero.", AGAIN)), ("P7",)),
    Faulty(heard(menu(SALES, SUPPORT, AGAIN, timeout=30)), ("P8",)),
    Faulty(heard(menu(SALES, AGAIN), says("Goodbye."), actions="times out"), ("P9", "P11")),
    Faulty(
        heard(menu(SALES, AGAIN), menu("To buy, press 1."), says("Too bad."), actions="times out then times out"),
        ("P9", "P11"),
    ),
    Faulty(heard(menu(SALES, SUPPORT)), ("P10",)),
    Faulty(heard(menu(SALES, MORE, AGAIN), says("Have a nice day."), actions="times out"), ("P11",)),
    Faulty(heard(menu(SALES, AGAIN), menu(SALES, AGAIN), actions="times out"), ("P12",)),
    Faulty(
        heard(
            menu("Welcome to us.", SALES, AGAIN), menu("Welcome to us.", "To buy, press 1.", AGAIN), actions="times out"
        ),
        ("P12",),
    ),
    Faulty(heard(menu(SALES, AGAIN), menu(SALES, AGAIN), actions="presses 5"), ("P12",)),
    Faulty(heard(menu("You have pressed a wrong key.", SALES, AGAIN)), ("P13",)),
    Faulty(heard(says("Error.", "Hello &lt;br&gt;")), ("P13", "P19")),
    Faulty(heard(menu(SALES, "To go back, press *.", AGAIN)), ("P14",)),
    Faulty(heard(menu("Enter your number and press #.")), ("P14",)),
    Faulty(heard(says("The train leaves at 07:05AM.", "From platform 5 / 6.")), ("P15", "P20")),
    Faulty(heard(says("We close at 5:00 PM.", "Ask for Mr. Lee.")), ("P15", "P21")),
    Faulty(heard(says("It plays at 1 PM, 2 PM, 3 PM, 4 PM, 5 PM, 6 PM, 7 PM and at 8 PM.")), ("P16",)),
    Faulty(heard(says("We sell bicycles, tires and lights. " * 8)), ("P16",)),
    Faulty(heard(menu(SALES, SUPPORT, AGAIN, more=' bargeIn="false"')), ("P17",)),
    Faulty(heard(says("Hello &lt;b&gt;Ann&lt;/b&gt;, you owe %s dollars.")), ("P19",)),
    Faulty(heard(says("Call Smith &amp; Sons.", "Your balance is undefined dollars.")), ("P19", "P20")),
    Faulty(heard(says("Ask for Dr. Lee", "Wait... or hang up!!")), ("P21", "P22")),
    Faulty(heard(says("Tonight: Señorita", LONG)), ("P22", "P23")),
)
