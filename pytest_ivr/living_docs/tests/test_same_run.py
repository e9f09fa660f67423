"""Wherever and however the same suite is run, it is the same run: exit code, verdict and totals."""

import pytest

from pytest_ivr.living_docs.document.verdict import verdict

from .running import STEPS, Suites

pytest_plugins = ["pytester"]

FAILS = "raise ValueError('für immer')"
BIND = 'scenarios("f.feature")'
WITHOUT = (
    *(
        "cacheprovider",
        "junitxml",
        "logging",
        "warnings",
        "unittest",
        "doctest",
        "pastebin",
        "faulthandler",
        "stepwise",
    ),
    *("threadexception", "unraisableexception", "debugging", "recwarn", "tmpdir", "setuponly", "setupplan", "subtests"),
    *("xdist", "rerunfailures"),
)
OPTIONS = {
    "plain": [],
    "imported by importlib": ["--import-mode=importlib"],
    "without the terminal": ["-p", "no:terminal"],
    "without capture": ["-p", "no:capture"],
    "without all that can be done without": [part for name in WITHOUT for part in ("-p", f"no:{name}")],
}
ENVIRONMENTS = {
    "in no language": {"LC_ALL": "C", "PYTHONIOENCODING": "ascii"},
    "in Kolkata": {"TZ": "Asia/Kolkata"},
}
FOLDERS = ["it's a folder", "Größe 漢 {} & %20 #1"]
BOUND = {
    "by a base folder that the test gives": ("sub/dir", 'scenarios("f.feature", features_base_dir="sub/dir")', []),
    "against the ini file": ("sub", 'scenarios("f.feature", features_base_dir="sub")', ["bdd_features_base_dir=other"]),
    "by the ini file": ("sub", 'scenarios("f.feature")', ["bdd_features_base_dir=sub"]),
    "by a folder": ("sub/dir", 'scenarios("sub")', []),
}


@pytest.fixture
def suites(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Suites:
    """A suite of three scenarios, of which one fails."""
    suites = Suites(pytester, monkeypatch)
    suites.write(FAILS)
    return suites


def is_the_same(suites: Suites, done: pytest.RunResult) -> None:
    """Compare what the stream and the exit code of a run tell with what they tell of any such run."""
    assert done.ret == 1
    suite = suites.read()
    assert [(it.title, it.status) for it in suite.runs] == [("S", "passed"), ("T", "failed"), ("U", "passed")]
    assert verdict(suite) == "2 of 3 scenarios passed; 1 failed."
    assert suite.runs[1].reason == "für immer"
    assert suite.is_red
    assert suite.messages == []


@pytest.mark.parametrize("options", OPTIONS.values(), ids=OPTIONS)
def test_whatever_the_options(suites: Suites, options: list[str]) -> None:
    is_the_same(suites, suites.run(*options))


@pytest.mark.parametrize("variables", ENVIRONMENTS.values(), ids=ENVIRONMENTS)
def test_whatever_the_environment(suites: Suites, variables: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    is_the_same(suites, suites.run_apart())


@pytest.mark.parametrize("name", FOLDERS)
def test_whatever_the_folder(suites: Suites, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = suites.path / name
    folder.mkdir()
    for path in list(suites.path.glob("*.*")):
        path.rename(folder / path.name)
    monkeypatch.chdir(folder)
    suites.stream = folder / "reports/messages.ndjson"
    is_the_same(suites, suites.run())


@pytest.mark.parametrize(("folder", "bind", "settings"), BOUND.values(), ids=BOUND)
def test_wherever_the_features_are(suites: Suites, folder: str, bind: str, settings: list[str]) -> None:
    suites.write(FAILS, steps=STEPS.replace(BIND, bind))
    (suites.path / folder).mkdir(parents=True)
    (suites.path / "f.feature").rename(suites.path / folder / "f.feature")
    is_the_same(suites, suites.run(*(part for it in settings for part in ("-o", it))))


MARKS = """
from pytest_bdd import scenario

@pytest.mark.skip(reason="in the rain")
@scenario("f.feature", "S")
def test_s():
    pass

@pytest.mark.xfail(reason="not built")
@scenario("f.feature", "T")
def test_t():
    pass

@pytest.mark.parametrize("time", [1, 2, 3])
@pytest.mark.usefixtures("tmp_path")
@scenario("f.feature", "U")
def test_u(time):
    if time == 2: raise ValueError("the second time")
"""


def test_marks_of_bound_scenarios_count(suites: Suites) -> None:
    suites.write("raise ValueError('not yet')", steps=STEPS.replace(BIND, MARKS))
    done = suites.run()
    done.assert_outcomes(skipped=1, xfailed=1, passed=2, failed=1)
    suite = suites.read()
    assert [(it.status, it.reason) for it in suite.runs] == [
        ("skipped", "in the rain"),
        ("pending", "not built"),
        ("failed", "the second time"),
    ]


FLAKY = """
@pytest.fixture(autouse=True)
def flaky(request):
    name, attempt = request.node.name, request.node.execution_count
    if name == "test_t[2-3]" and attempt == 1 or name == "test_u[3-3]":
        raise ValueError("cold")
"""


@pytest.mark.parametrize("processes", ["-n0", "-n2"])
def test_a_scenario_that_is_repeated_tells_the_worst_of_its_tests(suites: Suites, processes: str) -> None:
    suites.write(steps=STEPS + FLAKY)
    done = suites.run_apart("-p", "pytest_repeat", "--count=3", "--reruns=1", processes)
    assert done.parseoutcomes() == {"passed": 8, "errors": 1, "rerun": 2}
    runs = suites.read().runs
    assert [(it.status, it.is_flaky) for it in runs] == [("passed", False), ("passed", True), ("failed", False)]
