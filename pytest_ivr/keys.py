"""The keys of the ini file that say which line a project has. Nothing here costs a project without one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

DEFAULT_URL = "https://ivr.example/voice"
NO_LINE = (
    "No line is configured. Write `ivr_line = my_ivr:app`, a WSGI or ASGI application, or "
    "`ivr_url = http://127.0.0.1:3000/voice`, a running server, under [pytest] in pytest.ini."
)


class Key(NamedTuple):
    """A key of the ini file, which is also an option of the command line: ``ivr_url`` is ``--ivr-url``."""

    name: str
    meaning: str
    is_list: bool = False

    @property
    def option(self) -> str:
        """The option of the same name."""
        return "--" + self.name.replace("_", "-")


KEYS = (
    Key("ivr_line", "the line as module:attribute: a WSGI or ASGI application, a Line, or a function that returns one"),
    Key("ivr_url", f"the number's voice URL (beside ivr_line: its public address, by default {DEFAULT_URL})"),
    Key("ivr_auth_token", "the token with which requests are signed; $NAME takes it from the environment"),
    Key("ivr_connect_to", "where that public address is served, as http://127.0.0.1:3000"),
    Key("ivr_voice_method", "the method of the voice URL: POST, unless this says GET"),
    Key("ivr_fallback_url", "the number's fallback URL"),
    Key("ivr_status_callback", "the number's status callback URL"),
    Key("ivr_headers", "headers that a gateway wants, as `Name: value`, one a line", is_list=True),
    Key("ivr_timeout", "how many seconds to wait for an answer, instead of Twilio's 15"),
    Key("ivr_clock_header", "the header in which a line elsewhere takes the time of a request"),
    Key("ivr_secret_keys", "paths of menus or actions at which callers key in a secret, one a line", is_list=True),
)
Settings = Mapping[str, Any]  # the value of each key, empty where it is not set


def is_configured(settings: Settings) -> bool:
    """Tell whether the settings name a line."""
    return bool(settings["ivr_line"] or settings["ivr_url"])
