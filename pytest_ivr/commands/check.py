"""``pytest-ivr check``: dial the line once, and say what was found; or judge how it speaks."""

from __future__ import annotations

import argparse
import time

from ..errors import UsageError
from ..journeys.advice import advice
from ..journeys.trouble import describe, logged
from ..line import Line
from ..simulator import Call, as_dialogue
from .project_line import add_options, find_line
from .voice import TEXT, add_voice_arguments, check_voice, explain_rule


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the options of the command."""
    add_options(parser)
    add_voice_arguments(parser)
    parser.set_defaults(command=check_line_or_voice)


def check_line_or_voice(options: argparse.Namespace) -> int:
    """Check what is asked for. Raises UsageError for options of the one that are given for the other."""
    if options.explain:
        return explain_rule(options.explain)
    if options.voice:
        return check_voice(options)
    if options.streams or options.profile or options.format != TEXT:
        raise UsageError("Streams, --profile and --format go with --voice.")
    return check(options)


def check(options: argparse.Namespace) -> int:
    """Dial once. Return 1 if Twilio would log an error or a warning, else 0."""
    line, _ = find_line(options)
    print(f"The line is {line.voice_url}, {where(line)}, and requests are signed with {token(line)}.")
    with line.world():
        began = time.perf_counter()
        call = line.new_call()
        call.dial()
        milliseconds = (time.perf_counter() - began) * 1000
    print(f"A call was dialed; until the line waited for the caller or was done, that took {milliseconds:.0f} ms:\n")
    print(as_dialogue(call.transcript), end="\n\n")
    troubles = logged(call.transcript)
    for event in troubles:
        print(" ".join([describe(event), *advice(call, event)]))
    print(summary(call, bool(troubles)))
    return 1 if troubles else 0


def where(line: Line) -> str:
    """Return how the line is reached, in words."""
    return "an application in this process" if line.is_in_this_process else "a server that is reached by HTTP"


def token(line: Line) -> str:
    """Return which token signs the requests, in words that do not tell it."""
    return f"a token of {len(line.auth_token)} characters" if line.auth_token else "an empty token"


def summary(call: Call, is_in_trouble: bool) -> str:
    """Return in a sentence how the line did, and what to do next."""
    if is_in_trouble:
        return "Mend that first, and check again."
    stands = "The call is over" if call.ended else "The line waits for the caller"
    return f"{stands}, and Twilio would log nothing. Write journeys into features/, and run pytest."
