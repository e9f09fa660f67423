"""What the line does where a call rests, and what people then do, in the words of the map."""

# What the line does
WAITS = "waits"  # for keys or words
RECORDS = "records"
CALLS = "calls"
QUEUES = "queues"
MEETS = "meets"
CONNECTS = "connects"  # with a machine
ENDS = "ends"

# How a caller leaves
DIALS = "dialing"
KEYS = "keys"  # in words: one of the next five
LISTED = "a number on the list"
NUMBER = "a number"
OTHER = "any other key"
SECRET = "secret keys"  # noqa: S105 (that somebody pressed keys in confidence)
KEY_NAMES = {"*": "star"}  # all others are called what they are
SPEECH = "speech"
OTHER_WORDS = "any other words"
MUMBLING = "mumbling"
EMPTY = "# alone"
RECORDING = "a recording"
PUT_THROUGH = "put through"
DECLINED = "declined"
NO_ANSWER = "no answer"
BUSY = "a busy tone"
NOT_REACHED = "not reached"
AGENT = "an agent"
REFUSED = "not taken"
MEETING_OVER = "meeting over"
CONNECTION_OVER = "connection over"
SILENCE = "silence"
HANG_UP = "hanging up"
LISTENING = "listening"
BY_ITSELF = "no key needed"

ORDER = (
    *(
        DIALS,
        LISTED,
        *map(str, range(1, 10)),
        NUMBER,
        SECRET,
        *KEY_NAMES.values(),
        "0",
        "#",
        SPEECH,
        OTHER_WORDS,
        MUMBLING,
        EMPTY,
        OTHER,
    ),
    *(RECORDING, PUT_THROUGH, DECLINED, NO_ANSWER, BUSY, NOT_REACHED, AGENT, REFUSED, MEETING_OVER, CONNECTION_OVER),
    *(SILENCE, LISTENING, HANG_UP, BY_ITSELF),
)
# What people can do, beside pressing keys and speaking
OPTIONS = {
    WAITS: (SILENCE, HANG_UP),
    RECORDS: (RECORDING, SILENCE, HANG_UP),
    CALLS: (PUT_THROUGH, NO_ANSWER, BUSY, NOT_REACHED, HANG_UP),
    QUEUES: (AGENT, HANG_UP),
    MEETS: (MEETING_OVER, HANG_UP),
    CONNECTS: (CONNECTION_OVER, HANG_UP),
    ENDS: (),
}


SAYS = "says "


def spoken(words: str) -> str:
    """Return what saying these words is called."""
    return f'{SAYS}"{words}"'


def is_spoken(way: str) -> bool:
    """Tell whether somebody says something."""
    return way.startswith(SAYS)


def is_key(way: str) -> bool:
    """Tell whether one key is pressed, or one number that is named."""
    return way.isdigit() or way in ("#", *KEY_NAMES.values())


def rank(way: str) -> tuple[int, int, str]:
    """Return where a way stands among those of its menu: numbers, which have no end, in their order."""
    if is_spoken(way):
        return ORDER.index(SPEECH), 0, way
    return (ORDER.index(way), 0, way) if way in ORDER else (ORDER.index("9"), len(way), way)
