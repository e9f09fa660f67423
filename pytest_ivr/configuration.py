"""Which line a project has: the keys of its ini file, and the line that they name."""

from __future__ import annotations

import difflib
import importlib
import inspect
import os
import sys
from pathlib import Path
from typing import Any

from .errors import UsageError
from .keys import DEFAULT_URL, KEYS, NO_LINE, Settings, is_configured
from .line import Gateway, Line
from .simulator import AsgiTransport, DjangoTransport, HttpTransport, Transport, WsgiTransport

VOICE_CONFIGURATION = ("voice_method", "fallback_url", "status_callback")
BESIDE_A_LINE = ("ivr_line", "ivr_secret_keys")  # the latter is about reports of the line


class ConfigurationError(UsageError):
    """The project's settings name no line that can be dialed. The message is one sentence that says what to write."""


def configured_line(settings: Settings, root: Path) -> Line:
    """Return the line that the settings name; modules are looked up below ``root`` first.

    Raises ConfigurationError.
    """
    if not is_configured(settings):
        raise ConfigurationError(NO_LINE)
    try:
        return made_line(settings, root)
    except ConfigurationError:
        raise
    except ValueError as error:
        raise ConfigurationError(str(error)) from None


def made_line(settings: Settings, root: Path) -> Line:
    """Return the line that the settings name."""
    transport: Transport = HttpTransport(connect_to=settings["ivr_connect_to"] or None)
    if settings["ivr_line"]:
        found = named(settings["ivr_line"], root)
        if isinstance(found, Line):
            return with_nothing_beside(found, settings)
        transport = transport_to(found, settings)
    headers = dict(header(text) for text in settings["ivr_headers"])
    timeout = seconds(settings["ivr_timeout"])
    if headers or timeout:
        transport = Gateway(transport, headers, timeout)
    given = {name: settings[f"ivr_{name}"] for name in VOICE_CONFIGURATION if settings[f"ivr_{name}"]}
    return Line(
        settings["ivr_url"] or DEFAULT_URL,
        transport,
        from_environment(settings["ivr_auth_token"]),
        clock_header=settings["ivr_clock_header"],
        **given,
    )


def with_nothing_beside(line: Line, settings: Settings) -> Line:
    """Return a line that says everything itself; refuse keys that say it again."""
    beside = [key.name for key in KEYS if key.name not in BESIDE_A_LINE and settings[key.name]]
    if beside:
        raise ConfigurationError(
            f"ivr_line names a Line, which says its address and all else itself; take {', '.join(beside)} out, "
            "or change the Line."
        )
    return line


def named(reference: str, root: Path) -> Any:
    """Return what ``module:attribute`` names; of a function without parameters, what it returns."""
    module_name, colon, attribute = reference.partition(":")
    if not (module_name and colon and attribute):
        raise ConfigurationError(f"ivr_line is {reference!r}; write it like my_ivr:app, a module and a name in it.")
    look_below(root)
    found: Any = imported(module_name, root)
    for name in attribute.split("."):
        if not hasattr(found, name):
            raise ConfigurationError(
                f"ivr_line is {reference!r}, but {module_name} has no {name!r}{nearest(name, found)}."
            )
        found = getattr(found, name)
    if isinstance(found, Line) or required_parameters(found):
        return found
    try:
        return found()
    except Exception as error:
        raise ConfigurationError(
            f"ivr_line is {reference!r}, which failed: {type(error).__name__}: {error}."
        ) from error


def look_below(root: Path) -> None:
    """Let modules of a project be imported, wherever Python was started."""
    if str(root) not in sys.path:
        sys.path.insert(0, str(root))


def imported(name: str, root: Path) -> Any:
    """Return a module."""
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name and (name == error.name or name.startswith(error.name + ".")):
            raise ConfigurationError(
                f"ivr_line needs the module {name!r}, which is neither installed nor below {root}; "
                "write the module's name, or add its folder to `pythonpath` in the ini file."
            ) from None
        raise ConfigurationError(f"ivr_line needs {name!r}, which cannot be imported: {error}.") from error
    except Exception as error:
        problem = f"{type(error).__name__}: {error}"
        raise ConfigurationError(f"ivr_line needs {name!r}, which cannot be imported: {problem}.") from error


def nearest(name: str, where: Any) -> str:
    """Return what was perhaps meant, in words; nothing if there is nothing like it."""
    names = [it for it in vars(where) if not it.startswith("_")] if hasattr(where, "__dict__") else []
    found = difflib.get_close_matches(name, names, n=1, cutoff=0.4)
    return f"; perhaps {found[0]!r} is meant" if found else ""


def required_parameters(application: Any) -> int:
    """Return how many parameters a call of this must have: 2 for a WSGI application, 3 for an ASGI application."""
    if not callable(application):
        raise ConfigurationError(f"ivr_line names {application!r}, which is neither an application nor a Line.")
    parameters = inspect.signature(application).parameters.values()
    kinds = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    return sum(it.kind in kinds and it.default is inspect.Parameter.empty for it in parameters)


def transport_to(application: Any, settings: Settings) -> Transport:
    """Return the way to an application in this process."""
    connect_to = settings["ivr_connect_to"] or None
    if type(application).__module__.startswith("django.core.handlers."):
        return DjangoTransport(connect_to=connect_to)
    match required_parameters(application):
        case 2:
            return WsgiTransport(application, connect_to=connect_to)
        case 3:
            return AsgiTransport(application, connect_to=connect_to)
        case count:
            raise ConfigurationError(
                f"ivr_line names something that takes {count} parameters; a WSGI application takes 2, an ASGI "
                "application 3, and a function that returns one takes none."
            )


def header(text: str) -> tuple[str, str]:
    """Return name and value of a header."""
    name, colon, value = text.partition(":")
    if not (name.strip() and colon):
        raise ConfigurationError(f"ivr_headers has the line {text!r}; write each header like `X-Api-Key: 123`.")
    return name.strip(), from_environment(value.strip())


def seconds(text: str) -> float | None:
    """Return a positive number of seconds, None for no text."""
    if not text:
        return None
    try:
        number = float(text)
    except ValueError:
        number = 0
    if not 0 < number < float("inf"):
        raise ConfigurationError(f"ivr_timeout is {text!r}; write a number of seconds, such as 15.")
    return number


def from_environment(value: str) -> str:
    """Return a value, taken from the environment if it is ``$NAME``."""
    if not value.startswith("$"):
        return value
    if value[1:] not in os.environ:
        raise ConfigurationError(f"The ini file takes a value from the environment, but {value[1:]} is not set there.")
    return os.environ[value[1:]]
