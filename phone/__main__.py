"""``python -m phone``: dial the line in this project, or any other that speaks TwiML, from a terminal."""

import argparse
import datetime as dt
import os
import sys
from pathlib import Path

from pytest_ivr.simulator import Call, HttpTransport

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
    import django

    django.setup()

    import time_machine
    from django.conf import settings
    from django.urls import reverse

    from pytest_ivr.simulator.transports.django import DjangoTransport

    from . import scenario_export

    now = dt.datetime.now(dt.UTC).replace(second=0, microsecond=0)
    url = f"https://localhost{reverse('choose-theater')}"
    call = Call(url, transport=DjangoTransport(), auth_token=settings.TWILIO_AUTH_TOKEN)
    with time_machine.travel(now, tick=False):
        converse(call, input, print)
    world = scenario_export.world_of(call, now)
    if file is None:
        name = answer("Save this call as a scenario? Type a title, or press Enter to skip: ")
        if name:
            print(scenario_export.scenario(call, now, world, name))
    else:
        file.write_text(
            scenario_export.scenario(call, now, world, file.stem.replace("_", " ").capitalize()), encoding="utf-8"
        )
        print(f"The scenario is in {file}")
    return 0


def answer(question: str) -> str:
    """Ask a question; the end of the input is an empty answer."""
    try:
        return input(question).strip()
    except (EOFError, KeyboardInterrupt):
        return ""


if __name__ == "__main__":
    sys.exit(main())
