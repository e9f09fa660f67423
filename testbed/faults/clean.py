"""Five clean lines: no menu without an end or a way out, every key is named, and nobody is left without a word."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from .script import Application, Menu, Pages, goes_to, says, twiml

FEATURES = Path(__file__).parent / "features"
NUMBER = {"finishOnKey": "#", "timeout": "5"}
BYE = says("Thank you for calling. Goodbye.")

CLINIC: Pages = {
    "voice": says("Welcome to the clinic at Mill Lane.", then=goes_to("main")),
    "main": Menu(
        "For appointments, press 1. For prescriptions, press 2. For our opening hours, press 3.",
        {"1": "appointments", "2": "prescriptions", "3": "hours"},
    ),
    "appointments": Menu(
        "To make an appointment, press 1. To cancel one, press 2. To go back, press star.",
        {"1": "make", "2": "cancel", "*": "main"},
    ),
    "prescriptions": Menu(
        "To order your usual medicine, press 1. To ask for a doctor, press 2. To return to the main menu, press star.",
        {"1": "ordered", "2": "cancel", "*": "main"},
    ),
    "hours": says("We are open from 8 to 6, on every day but Sunday."),
    "make": says("The next free appointment is on Tuesday at 9."),
    "cancel": says("A doctor will call you back within the hour."),
    "ordered": says("Your medicine will be ready tomorrow."),
    "goodbye": BYE,
}
LIBRARY: Pages = {
    "voice": says("Hello, this is the town library.", then=goes_to("main")),
    "main": Menu("To renew a book, press 1. For fees, press 2. To learn about events, press 3.",
        {"1": "renew", "2": "fees", "3": "events"}),
    "renew": Menu(
        "Please enter the number of your card, followed by the hash key. To go back, press star and hash.",
        {"4711": "renewed", "*": "main"},
        sorry="There is no such card.",
        attributes=NUMBER,
    ),
    "fees": Menu("To hear what you owe, press 1. To go back, press star.", {"1": "owed", "*": "main"}),
    "events": Menu(
        "For children, press 1. For everybody else, press 2. To go back, press star.",
        {"1": "children", "2": "reading", "*": "main"},
    ),
    "renewed": says("Your books have been renewed for two weeks."),
    "owed": says("You owe nothing."),
    "children": says("On Saturday at 3, we read from Pippi Longstocking."),
    "reading": says("On Friday at 8, a poet reads from her new book."),
    "goodbye": BYE,
}  # fmt: skip
PIZZA: Pages = {
    "voice": says("Ciao! This is Pizza Napoli.", then=goes_to("main")),
    "main": Menu("To order, press 1. To ask where your pizza is, press 2. For the address, press 0.",
        {"1": "size", "2": "where", "0": "address"}),
    "size": Menu("For a small pizza, press 1. For a large one, press 2. To start over, press star.",
        {"1": "small", "2": "large", "*": "main"}),
    "small": Menu("A small Margherita, that is 8 dollars. To order it, press 1. To choose another size, press 2.",
        {"1": "ordered", "2": "size"}),
    "large": Menu("A large Margherita, that is 12 dollars. To order it, press 1. To choose another size, press 2.",
        {"1": "ordered", "2": "size"}),
    "where": says("Your pizza is on its way."),
    "address": says("You find us at 5 Harbor Road."),
    "ordered": says("Thank you, your pizza will be ready in 20 minutes."),
    "goodbye": BYE,
}  # fmt: skip
POWER: Pages = {
    "voice": says("City Power and Light.", then=goes_to("main")),
    "main": Menu("To report an outage, press 1. To pay a bill, press 2. To talk with somebody, press 0.",
        {"1": "outage", "2": "bill", "0": "ring"}),
    "outage": Menu("If your whole street is dark, press 1. If it is your house alone, press 2. To go back, press star.",
        {"1": "street", "2": "house", "*": "main"}),
    "bill": Menu("To hear your balance, press 1. To pay it, press 2. To return, press star.",
        {"1": "balance", "2": "paid", "*": "main"}),
    "ring": twiml("<Say>Please hold the line.</Say><Dial action='/rung' timeout='20'>+15035550150</Dial>"),
    "rung": says("Thank you for talking with us. Goodbye."),
    "street": says("A crew is on its way to your street."),
    "house": says("Please look at your fuses, and call an electrician."),
    "balance": says("Your balance is 40 dollars."),
    "paid": says("Thank you, your bill has been paid."),
    "goodbye": BYE,
}  # fmt: skip
HOTEL: Pages = {
    "voice": says("Good day, Hotel Aurora.", then=goes_to("main")),
    "main": Menu("For a room, press 1. For the restaurant, press 2. To leave a message, press 3.",
        {"1": "room", "2": "restaurant", "3": "message"}),
    "room": Menu("For a single room, press 1. For a double room, press 2. To go back, press star.",
        {"1": "single", "2": "double", "*": "main"}),
    "restaurant": Menu("For a table tonight, press 1. For what we serve, press 2. To go back, press star.",
        {"1": "table", "2": "menu", "*": "main"}),
    "message": twiml("<Say>Please speak after the tone, and press hash.</Say>"
        "<Record action='/recorded' maxLength='60' finishOnKey='#'/>"),
    "recorded": says("Thank you for your message."),
    "single": says("A single room is 90 dollars a night."),
    "double": says("A double room is 140 dollars a night."),
    "table": says("We keep a table for you at 7."),
    "menu": says("Tonight we serve trout with almonds."),
    "goodbye": BYE,
}  # fmt: skip
LINES: Mapping[str, Pages] = {
    "clinic": CLINIC, "library": LIBRARY, "pizza": PIZZA, "power": POWER, "hotel": HOTEL
}  # fmt: skip
CLEAN: Mapping[str, Callable[[], Application]] = {name: partial(Application, pages) for name, pages in LINES.items()}


def features(line: str) -> Path:
    """Return the folder of features of a line, in which ``menus.txt`` names its menus."""
    return FEATURES / line
