"""What the tests of this folder have in common: a theater, a movie, and imports of files."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from movies.models import Movie, Theater
from step_defs.factories import MovieFactory, TheaterFactory

from .catalogues import Import, Refused, catalogue


@pytest.fixture
def rialto() -> Theater:
    return TheaterFactory.create(rialto=True)


@pytest.fixture
def casablanca() -> Movie:
    return MovieFactory.create(casablanca=True)


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Import:
    """Import a file with this content; return what is printed."""

    def call(content: str | bytes, *options: str) -> str:
        file = tmp_path / "showtimes"
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        call_command("import_showtimes", str(file), *options)
        printed = capsys.readouterr()
        assert printed.err == ""
        return printed.out

    return call


@pytest.fixture
def refused(run: Import, capsys: pytest.CaptureFixture[str]) -> Refused:
    """Fail to import a file; return all that is said about it. Nothing is changed."""

    def call(content: str | bytes, *options: str) -> list[str]:
        before = catalogue()
        with pytest.raises(CommandError) as error:
            run(content, *options)
        assert catalogue() == before
        return [*capsys.readouterr().err.splitlines(), str(error.value).partition("showtimes: ")[2]]

    return call
