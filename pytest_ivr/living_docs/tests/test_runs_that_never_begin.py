"""A run that ends before its first test leaves no stream of an earlier run: nobody could tell it from its own."""

import pytest

from .running import COMMAND, Suites

pytest_plugins = ["pytester"]

CONFTESTS = {
    "raises": "import nothing_of_that_name",
    "exits": "import sys; sys.exit(1)",
    "dies": "import os; os._exit(1)",
    "is interrupted": "raise KeyboardInterrupt",
}
REFUSED = {
    "an option that nobody knows": ["--no-such-option"],
    "a value that a plugin refuses": ["-o", "timeout=soon"],
    "a setting that nobody knows": ["-o", "no_such_setting=1", "--strict-config"],
    "a folder of tests that is not there": ["nowhere"],
    "a line that is not there": ["--ivr-line", "nowhere:app"],
    "a key of the line that is wrong": ["--ivr-url", "http://127.0.0.1:1/voice", "--ivr-timeout", "soon"],
}
LISTS = {
    "help": ["--help"],
    "version": ["--version", "--version"],
    "markers": ["--markers"],
    "fixtures": ["--fixtures"],
    "fixtures of each test": ["--fixtures-per-test"],
    "tests": ["--collect-only"],
    "cache": ["-p", "cacheprovider", "--cache-show"],
    "steps without a definition": ["--generate-missing", "--feature", "f.feature"],
}


@pytest.fixture
def suites(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Suites:
    """A suite that passes, beside the stream of an earlier run."""
    suites = Suites(pytester, monkeypatch)
    suites.write()
    suites.stream.parent.mkdir()
    suites.stream.write_text("of an earlier run")
    return suites


@pytest.mark.parametrize("conftest", CONFTESTS.values(), ids=CONFTESTS)
def test_a_conftest_that_cannot_be_loaded_leaves_no_earlier_stream(suites: Suites, conftest: str) -> None:
    (suites.path / "conftest.py").write_text(conftest)
    assert suites.run_apart().ret != 0
    assert not suites.stream.exists()


def test_a_plugin_that_fails_before_any_conftest_leaves_no_earlier_stream(suites: Suites) -> None:
    (suites.path / "early.py").write_text(
        "import pytest\n\n@pytest.hookimpl(tryfirst=True)\n"
        "def pytest_load_initial_conftests():\n    raise pytest.UsageError('no settings')\n"
    )
    assert suites.run_apart("-p", "early").ret == pytest.ExitCode.USAGE_ERROR
    assert not suites.stream.exists()


@pytest.mark.parametrize("arguments", REFUSED.values(), ids=REFUSED)
def test_a_run_that_is_refused_leaves_no_earlier_stream(suites: Suites, arguments: list[str]) -> None:
    assert suites.run(*arguments).ret != 0
    assert not suites.stream.exists()


@pytest.mark.parametrize("arguments", LISTS.values(), ids=LISTS)
def test_a_list_leaves_the_earlier_stream_alone(suites: Suites, arguments: list[str]) -> None:
    suites.pytester.runpytest_inprocess(*COMMAND, *arguments)
    assert suites.stream.read_text() == "of an earlier run"


def test_the_stream_of_a_line_is_meant_where_none_is_named(suites: Suites, pytester: pytest.Pytester) -> None:
    done = pytester.runpytest_subprocess(
        "-p", "pytest_bdd.plugin", "-p", "pytest_ivr.plugin", "--ivr-url", "http://127.0.0.1:1/voice", "--nonsense"
    )
    assert done.ret == pytest.ExitCode.USAGE_ERROR
    assert not suites.stream.exists()
