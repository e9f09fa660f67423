"""Changes that break no menu by itself: what a sentence about every call says holds no more, somewhere in the line.

They were written down before the sentences that are to notice them.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from .clean import CLINIC, HOTEL, LIBRARY, LINES, PIZZA, POWER
from .script import Answer, Application, Page, goes_to, says, twiml
from .seeded import menu, with_keys

FAILS = "no caller hears that an application error has occurred"
LEAVES = "every menu can be left with a key"
THANKED = "a caller who stays silent is thanked within 60 seconds"
IN_A_ROW = "nobody hears the same menu more than 3 times in a row"
FIRST = 'every caller first hears "{}"'
STAR = "star leads back from every menu that names it"
SAME = "after a mistake the same keys give the same answer"
NEVER = 'nobody ever hears "undefined"'
WITHIN = "every answer is heard within 60 seconds"
CHOICES = "every menu is at most 2 choices away from an answer"
SILENCE = "silence never chooses"
BACK = "turning back loses nothing"
LAST = 'the last words of every call are one of:\n  """\n  {}\n  """'


@dataclass(frozen=True)
class Promise:
    """A change of a line, the sentence that holds no more, and how many actions the shortest call has that shows it."""

    name: str
    line: str
    sentence: str
    application: Callable[[], Application]
    actions: int


CHANGES: tuple[tuple[str, str, str, dict[str, Page], int], ...] = (
    ("a choice that breaks down at the end", "power", FAILS,
     {"house": Answer("null", "500 Internal Server Error", "text/plain")}, 3),
    ("sizes that lead to each other's page", "pizza", FAILS,
     {"small": twiml(goes_to("large")), "large": twiml(goes_to("small"))}, 3),
    ("whoever asks for a bill never gets out", "power", LEAVES,
     {"bill": replace(menu(POWER, "bill"), keys=dict.fromkeys("12*", "bill"), tries=None)}, 3),
    ("a caller who hesitates over a room is cut off", "hotel", THANKED,
     {"room": replace(menu(HOTEL, "room"), silence="off"), "off": says("The call ends here.")}, 3),
    ("the fees think for a minute", "library", THANKED,
     {"fees": replace(menu(LIBRARY, "fees"), silence="slow"),
      "slow": says("Thank you.", then="<Pause length='60'/><Hangup/>")}, 3),
    ("a fourth try", "power", IN_A_ROW, {"outage": replace(menu(POWER, "outage"), tries=4)}, 5),
    ("two menus with the same words ask in turns", "clinic", IN_A_ROW,
     {"prescriptions": replace(menu(CLINIC, "prescriptions"), silence="echo"),
      "echo": replace(menu(CLINIC, "prescriptions"), silence="prescriptions")}, 5),
    ("the greeting comes behind the hours", "clinic", FIRST.format("Welcome to the clinic at Mill Lane."),
     {"voice": says("We are open from 8 to 6.", "Welcome to the clinic at Mill Lane.", then=goes_to("main"))}, 1),
    ("star in the prescriptions leads to the appointments", "clinic", STAR,
     {"prescriptions": with_keys(CLINIC, "prescriptions", **{"key_*": "appointments"})}, 3),
    ("star leads back to the other menu when one has come from the bill", "power", STAR,
     {"bill": with_keys(POWER, "bill", key_2="outage")}, 4),
    ("a caller who hesitated gets the other's prescription", "clinic", SAME,
     {"main": replace(menu(CLINIC, "main"), silence="other"),
      "other": with_keys(CLINIC, "main", key_1="prescriptions", key_2="appointments")}, 3),
    ("a caller who hesitated gets the other's answer, later", "library", SAME,
     {"main": replace(menu(LIBRARY, "main"), silence="other"),
      "other": with_keys(LIBRARY, "main", key_3="shows"),
      "shows": with_keys(LIBRARY, "events", key_1="reading", key_2="children")}, 4),
    ("a word of the program is read out", "library", NEVER, {"owed": says("You owe undefined.")}, 3),
    ("a crew takes its time", "power", WITHIN,
     {"street": says("A crew is on its way to your street.", then="<Pause length='60'/><Hangup/>")}, 3),
    ("two pages that lead to each other", "pizza", CHOICES,
     {"small": with_keys(PIZZA, "small", key_1="large", key_2="large"),
      "large": with_keys(PIZZA, "large", key_1="small", key_2="small")}, 5),
    ("a confirmation of a confirmation of a confirmation", "hotel", CHOICES,
     {"restaurant": with_keys(HOTEL, "restaurant", key_1="sure", key_2="sure"),
      "sure": replace(menu(HOTEL, "restaurant"), says="If you are sure, press 1.", keys={"1": "really"}),
      "really": replace(menu(HOTEL, "restaurant"), says="If you are really sure, press 1.", keys={"1": "agreed"}),
      "agreed": replace(menu(HOTEL, "restaurant"), says="If that is agreed, press 1.", keys={"1": "table"})}, 5),
    ("silence books a single room", "hotel", SILENCE, {"room": replace(menu(HOTEL, "room"), silence="single")}, 3),
    ("silence pays the bill behind a sentence", "power", SILENCE,
     {"bill": replace(menu(POWER, "bill"), silence="yes"),
      "yes": says("We take that for a yes.", then=goes_to("paid"))}, 3),
    ("silence leads on into another menu", "hotel", SILENCE,
     {"main": replace(menu(HOTEL, "main"), silence="restaurant")}, 2),
    ("whoever turns back finds other rooms behind the same key", "hotel", BACK,
     {"room": with_keys(HOTEL, "room", **{"key_*": "back"}),
      "back": with_keys(HOTEL, "main", key_1="restaurant")}, 4),
    ("whoever turns back is offered less", "library", BACK,
     {"fees": with_keys(LIBRARY, "fees", **{"key_*": "back"}),
      "back": replace(menu(LIBRARY, "main"), says="To renew a book, press 1.", keys={"1": "renew"})}, 3),
    ("whoever turns back finds other answers, later", "hotel", BACK,
     {"room": with_keys(HOTEL, "room", **{"key_*": "back"}),
      "back": with_keys(HOTEL, "main", key_2="bistro"),
      "bistro": with_keys(HOTEL, "restaurant", key_1="menu")}, 5),
    ("goodbye is forgotten behind one answer", "hotel", LAST.format("Thank you for calling. Goodbye."),
     {**{name: says("Thank you for calling. Goodbye.") for name in ("recorded", "single", "double", "table")},
      "menu": says("Thank you for calling. Goodbye.", "Tonight we serve trout with almonds.")}, 3),
)  # fmt: skip
PROMISES = tuple(
    Promise(name, line, sentence, partial(Application, {**LINES[line], **changed}), actions)
    for name, line, sentence, changed, actions in CHANGES
)
