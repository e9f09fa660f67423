"""How the line speaks: whether callers can use what it says, by rules with a number and a source."""
