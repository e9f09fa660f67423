"""``python -m phone``: dial the line in this project, or any other that speaks TwiML, from a terminal."""

import argparse
import os
import sys
from pathlib import Path

from pytest_ivr.journeys.saving import saved_call
from pytest_ivr.simulator import Call, HttpTransport
from step_defs.line import movie_info

from .terminal import converse


def main(arguments: list[str] | None = None) -> int:
    """Make a call. Return 0; 2 for a file that exists already."""
    options = parser().parse_args(arguments)
    if options.save and options.save.exists():
        print(f"{options.save} exists already; choose another name.", file=sys.stderr)
        return 2
    if options.url:
        converse(Call(options.url, transport=HttpTransport(), auth_token=options.auth_token), input, print)
        return 0
    return call_own_line(options.save)


def parser() -> argparse.ArgumentParser:
    """Return what reads the command line."""
    made = argparse.ArgumentParser(prog="python -m phone", description=__doc__)
    made.add_argument("--url", help="the webhook of another line; without it, the line of this project")
    made.add_argument("--auth-token", default="", help="the token with which that line's requests are signed")
    made.add_argument("--save", type=Path, metavar="FILE", help="save the call as a scenario in this file")
    return made


def call_own_line(file: Path | None) -> int:
    """Dial this project's line at the present minute, and save the call as a scenario if the caller wants to."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ivr.settings")
    line = movie_info()
    with line.world():
        call = line.new_call()
        converse(call, input, print)
        title = file.stem.replace("_", " ").capitalize() if file else ask_for_title()
        scenario = saved_call(call, line.givens(call), {}, title) if title else ""
    if file:
        file.write_text(scenario, encoding="utf-8")
        print(f"The scenario is in {file}")
    elif title:
        print(scenario)
    return 0


def ask_for_title() -> str:
    """Ask whether to save the call; the end of the input is no."""
    try:
        return input("Save this call as a scenario? Type a title, or press Enter to skip: ").strip()
    except (EOFError, KeyboardInterrupt):
        return ""


if __name__ == "__main__":
    sys.exit(main())
