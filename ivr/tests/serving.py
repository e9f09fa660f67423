"""Serve the line in this process as gunicorn does, and print the names of the modules that are loaded then.

Arguments are the names of packages that cannot be imported here, as if they were not installed.
"""

import sys
from collections.abc import Iterable
from importlib import import_module
from io import BytesIO
from pkgutil import walk_packages
from wsgiref.util import setup_testing_defaults


class NotInstalled:
    """Refuses to import some packages. It comes first among what Python asks for modules."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = frozenset(names)

    def find_spec(self, name: str, *_: object) -> None:
        """Raise ModuleNotFoundError for a module of theirs; leave all others to whoever comes next."""
        if name.partition(".")[0] in self.names:
            raise ModuleNotFoundError(f"{name} is not installed here.", name=name)


def ask(method: str, path: str) -> int:
    """Ask for a path of the line, and return the status of the answer."""
    from ivr.wsgi import application

    statuses: list[str] = []
    environ = {"REQUEST_METHOD": method, "PATH_INFO": path, "HTTP_HOST": "localhost", "wsgi.input": BytesIO()}
    setup_testing_defaults(environ)
    b"".join(application(environ, lambda status, _headers, _error=None: statuses.append(status)))
    return int(statuses[-1].split()[0])


def import_whole_line() -> None:
    """Import every module of the line, its commands included; its tests and migrations are no part of it."""
    for package in ("ivr", "movies"):
        for module in walk_packages(import_module(package).__path__, f"{package}."):
            if not {"tests", "migrations"} & set(module.name.split(".")):
                import_module(module.name)


if __name__ == "__main__":
    sys.meta_path.insert(0, NotInstalled(sys.argv[1:]))
    if (ask("GET", "/health/live"), ask("POST", "/movies/choose-theater")) != (200, 400):
        sys.exit("The line does not serve.")
    import_whole_line()
    print("\n".join(sys.modules))
