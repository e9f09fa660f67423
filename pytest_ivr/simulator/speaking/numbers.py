"""Numbers as English words, as speech engines read them."""

ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
SCALES = ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred"))
MOST_DIGITS = 12  # a longer number is read digit by digit
ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}


def cardinal(number: int) -> str:
    """Return a number below a million millions in words: 21 is twenty one."""
    if number < len(ONES):
        return ONES[number]
    if number < 100:
        return " ".join([TENS[number // 10], *([ONES[number % 10]] if number % 10 else [])])
    size, name = next(it for it in SCALES if number >= it[0])
    rest = [cardinal(number % size)] if number % size else []
    return " ".join([cardinal(number // size), name, *rest])


def ordinal(number: int) -> str:
    """Return a number as one that counts: 22 is twenty second."""
    *before, last = cardinal(number).split()
    counted = ORDINALS.get(last) or f"{last[:-1]}ieth" * last.endswith("y") or f"{last}th"
    return " ".join([*before, counted])


def digit_by_digit(digits: str) -> str:
    """Return digits one after the other: 007 is zero zero seven."""
    return " ".join(ONES[int(digit)] for digit in digits)


def number(digits: str) -> str:
    """Return digits as they are read: one by one if they begin with a zero or are many, else as a number."""
    by_digit = digits.startswith("0") or len(digits) > MOST_DIGITS
    return digit_by_digit(digits) if by_digit else cardinal(int(digits))
