"""However a run ends, its document is never greener than its exit code, and tells what had happened."""

import os
import sys
from pathlib import Path

import pytest

from pytest_ivr.living_docs.document.assembly import read_suite
from pytest_ivr.living_docs.document.call_flow import build_call_flow
from pytest_ivr.living_docs.document.summary import render_summary
from pytest_ivr.living_docs.document.verdict import verdict

from .calls import write_calls
from .running import COMMAND, FEATURE, STEPS, Suites

pytest_plugins = ["pytester"]

DEATHS = {
    "exit": "os._exit(1)",
    "exit without a code": "os._exit(0)",
    "kill": "os.kill(os.getpid(), signal.SIGKILL)",
    "terminate": "os.kill(os.getpid(), signal.SIGTERM)",
    "segmentation fault": "ctypes.string_at(0)",
    "time-out in a thread": "time.sleep(60)",
}
# What is read-only is not for root, who is taken that power.
WITHOUT_POWER = () if os.geteuid() else ("setpriv", "--bounding-set=-dac_override", "--inh-caps=-dac_override")


@pytest.fixture
def suites(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Suites:
    """A suite that passes, and has been run. What breaks a process down is run in one of its own."""
    suites = Suites(pytester, monkeypatch)
    suites.write()
    suites.run().assert_outcomes(passed=3)
    assert suites.statuses() == ["passed"] * 3
    return suites


@pytest.mark.parametrize("does", DEATHS.values(), ids=DEATHS)
def test_when_the_process_dies_what_had_happened_is_told_and_no_more(suites: Suites, does: str) -> None:
    suites.write(does)
    suites.run_apart("-o", "timeout=3", "-o", "timeout_method=thread")
    suite = suites.read()
    assert [it.status for it in suite.runs] == ["passed", "not run", "not run"]
    assert suite.is_red
    assert verdict(suite) == "The run broke off during “T”: 1 of 3 scenarios passed; 2 were not run."


def test_when_the_process_dies_while_collecting_nothing_is_left_of_the_run_before(suites: Suites) -> None:
    suites.write(steps="import os; os._exit(1)")
    suites.run_apart()
    assert not suites.stream.exists()


@pytest.mark.parametrize("does", ["raise MemoryError", "bytearray(2**62)", "sys.exit(1)", "raise RecursionError"])
def test_what_a_process_survives_fails_its_scenario_alone(suites: Suites, does: str) -> None:
    suites.write(does)
    assert suites.run().ret == 1
    assert suites.statuses() == ["passed", "failed", "passed"]


@pytest.mark.parametrize(
    ("does", "code", "reason"),
    [
        ("pytest.exit('the line is down', returncode=3)", 3, "the line is down"),
        ("pytest.exit('the line is down.')", 2, "the line is down"),
        (
            "signal.signal(signal.SIGINT, signal.default_int_handler); os.kill(os.getpid(), signal.SIGINT)",
            2,
            "the run was interrupted, or a file of tests could not be read",
        ),
    ],
)
def test_a_run_that_is_stopped_tells_why(suites: Suites, does: str, code: int, reason: str) -> None:
    suites.write(does)
    assert suites.run_apart().ret == code
    suite = suites.read()
    assert [it.status for it in suite.runs] == ["passed", "not run", "not run"]
    assert [it.was_running for it in suite.runs] == [False, True, False]
    assert suite.messages == [f"pytest ended with exit code {code}: {reason}."]
    assert suite.messages[0] in render_summary(suite, build_call_flow(suite.runs), "Title").replace("\\", "")
    assert suite.is_red


def test_a_process_of_several_that_is_stopped_tells_why(suites: Suites) -> None:
    suites.write("pytest.exit('the line is down', returncode=3)")
    assert suites.run_apart("-n2").ret != 0
    suite = suites.read()
    assert suite.runs[1].status == "not run"
    assert "the line is down" in suite.messages[0]


@pytest.mark.parametrize("does", [DEATHS["exit"], DEATHS["kill"], DEATHS["segmentation fault"]])
def test_of_several_processes_one_that_dies_fails_its_scenario(suites: Suites, does: str) -> None:
    suites.write(does)
    suites.run_apart("-n2").assert_outcomes(passed=2, failed=1)
    assert suites.statuses() == ["passed", "failed", "passed"]


def test_of_several_processes_all_may_die_before_they_tell_anything(suites: Suites) -> None:
    suites.write(steps=STEPS + "@pytest.fixture(autouse=True)\ndef dies():\n    os._exit(1)\n")
    suites.run_apart("-n2", "--max-worker-restart=0")
    assert not suites.stream.exists()


def test_of_several_processes_the_leading_one_may_die(suites: Suites) -> None:
    suites.write("time.sleep(1); os.kill(os.getppid(), signal.SIGKILL); time.sleep(1)")
    suites.run_apart("-n2")
    suite = suites.read()
    assert suite.broke_off
    assert suite.runs[1].was_running
    assert suite.runs[0].status == "passed"


def test_an_error_of_a_plugin_tells_itself(suites: Suites) -> None:
    (suites.path / "conftest.py").write_text(
        "def pytest_runtest_logfinish(nodeid):\n    if nodeid.endswith('t'): raise ValueError('no plugin for this')\n"
    )
    assert suites.run().ret == 3
    suite = suites.read()
    assert suite.is_red
    assert "no plugin for this" in suite.messages[0]


def test_a_folder_that_cannot_be_written_fails_a_run_that_passes(suites: Suites) -> None:
    suites.stream.unlink()
    suites.stream.parent.rmdir()
    suites.stream.parent.write_text("no folder")
    done = suites.run()
    done.assert_outcomes(passed=3)
    assert done.ret == 3
    done.stdout.fnmatch_lines([f"The run could not be written to {suites.stream}: *."])


def test_a_folder_that_is_read_only_fails_a_run_that_passes(suites: Suites) -> None:
    suites.stream.parent.chmod(0o555)
    done = suites.pytester.run(*WITHOUT_POWER, sys.executable, "-m", "pytest", *COMMAND)
    done.assert_outcomes(passed=3)
    assert done.ret == 3
    done.stdout.fnmatch_lines([f"The run could not be written to {suites.stream}: Permission denied."])


def test_a_full_disk_fails_a_run_that_passes(suites: Suites) -> None:
    done = suites.run("--messages", "/dev/full")
    done.assert_outcomes(passed=3)
    assert done.ret == 3
    done.stdout.fnmatch_lines(["The run could not be written to /dev/full: No space left on device."])


def test_a_disk_that_gets_full_leaves_what_was_written(suites: Suites) -> None:
    suites.run_apart()
    size = suites.stream.stat().st_size
    (suites.path / "conftest.py").write_text(
        "import resource, signal\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({size - 1500}, {size - 1500}))\n"
    )
    done = suites.run_apart()
    done.assert_outcomes(passed=3)
    assert done.ret == 3
    done.stdout.fnmatch_lines([f"The run could not be written to {suites.stream}: File too large."])
    suite = suites.read()
    assert suite.broke_off
    assert suite.runs[0].status == "passed"


def test_a_test_that_fails_keeps_its_exit_code_on_a_full_disk(suites: Suites) -> None:
    suites.write("raise ValueError")
    assert suites.run("--messages", "/dev/full").ret == 1


def test_a_stream_is_complete_at_every_moment(suites: Suites) -> None:
    suites.write("pathlib.Path('copy.ndjson').write_bytes(pathlib.Path('reports/messages.ndjson').read_bytes())")
    suites.run()
    suites.stream = suites.path / "copy.ndjson"
    suite = suites.read()
    assert [it.status for it in suite.runs] == ["passed", "not run", "not run"]
    assert [it.was_running for it in suite.runs] == [False, True, False]


def test_attempts_are_in_the_stream(suites: Suites) -> None:
    feature = FEATURE + "  Scenario: V\n    Given a step that always fails\n"
    steps = STEPS + "\n@given('a step that always fails')\ndef fails():\n    raise ValueError('never')\n"
    suites.write(
        "count = pathlib.Path('count'); count.write_text(count.exists() * 'again' + 'x')\n"
        "    if count.read_text() == 'x': raise ValueError('only once')",
        feature,
        steps,
    )
    for processes in ("-n0", "-n2"):
        (suites.path / "count").unlink(missing_ok=True)
        suites.run_apart("--reruns=2", processes).assert_outcomes(passed=3, failed=1)
        suite = suites.read()
        assert [it.status for it in suite.runs] == ["passed", "passed", "passed", "failed"]
        assert [it.is_flaky for it in suite.runs] == [False, True, False, False]
        assert [it.attempts for it in suite.runs] == [1, 2, 1, 3]
        [flaky] = [it["id"] for it in suites.messages("testCase") if len(it["testSteps"]) == 2]
        attempts = [it for it in suites.messages("testCaseStarted") if it["testCaseId"] == flaky]
        ends = {it["testCaseStartedId"]: it["willBeRetried"] for it in suites.messages("testCaseFinished")}
        assert [(it["attempt"], ends[it["id"]]) for it in attempts] == [(0, True), (1, False)]
        assert "passed at attempt 2" in render_summary(suite, build_call_flow(suite.runs), "Title")


def test_a_scenario_that_is_flaky_before_its_steps_has_that_step_in_both_attempts(suites: Suites) -> None:
    suites.write(
        steps=STEPS
        + "\n@pytest.fixture(autouse=True)\ndef flaky(request):\n"
        + "    if request.node.name == 'test_t' and request.node.execution_count == 1: raise ValueError('cold')\n"
    )
    done = suites.run("--reruns=1")
    assert done.ret == 0
    suite = suites.read()
    assert [it.is_flaky for it in suite.runs] == [False, True, False]
    assert suites.messages("testRunFinished")[0]["success"]


def test_a_second_attempt_in_which_the_process_dies_leaves_the_first(suites: Suites) -> None:
    suites.write(
        "count = pathlib.Path('count')\n"
        "    if count.exists(): os._exit(1)\n"
        "    count.touch(); raise ValueError('only once')"
    )
    suites.run_apart("--reruns=1")
    suite = suites.read()
    assert [it.status for it in suite.runs] == ["passed", "not run", "not run"]
    assert suite.runs[1].attempts == 2
    assert [it["willBeRetried"] for it in suites.messages("testCaseFinished")] == [False, True]


def test_a_process_of_several_that_dies_is_tried_again(suites: Suites) -> None:
    suites.write("count = pathlib.Path('count')\n    if not count.exists(): count.touch(); os._exit(1)")
    done = suites.run_apart("--reruns=1", "-n2")
    assert done.ret == 0
    suite = suites.read()
    assert [it.status for it in suite.runs] == ["passed"] * 3
    assert suite.runs[1].is_flaky


def test_a_stream_may_break_off_within_a_character(tmp_path: Path) -> None:
    path = write_calls(tmp_path / "calls.ndjson", [])
    with path.open("ab") as file:
        file.write('{"attachment": {"body": "é'.encode()[:-1])
    assert [run.status for run in read_suite([path]).runs] == ["passed"]


def test_a_process_may_die_before_any_other_has_told_which_scenarios_there_are(suites: Suites) -> None:
    suites.write(
        steps=STEPS
        + "\n@pytest.fixture(autouse=True)\ndef dies(request):\n"
        + "    if request.node.name == 'test_s': os._exit(1)\n    time.sleep(3)\n"
    )
    suites.run_apart("-n2").assert_outcomes(passed=2, failed=1)
    assert suites.statuses() == ["failed", "passed", "passed"]


def test_what_a_process_died_with_so_early_is_tried_again_all_the_same(suites: Suites) -> None:
    suites.write(
        steps=STEPS
        + "\n@pytest.fixture(autouse=True)\ndef dies_once(request):\n    count = pathlib.Path('count')\n"
        + "    if request.node.name != 'test_s': time.sleep(3)\n"
        + "    elif not count.exists(): count.touch(); os._exit(1)\n"
    )
    assert suites.run_apart("--reruns=1", "-n2").ret == 0
    suite = suites.read()
    assert [(it.status, it.attempts) for it in suite.runs] == [("passed", 2), ("passed", 1), ("passed", 1)]


def test_an_old_stream_that_cannot_be_taken_away_fails_a_run_that_passes(suites: Suites) -> None:
    done = suites.run_apart("--messages", "/proc/self/comm")
    done.assert_outcomes(passed=3)
    assert done.ret == 3
    done.stdout.fnmatch_lines(["The run could not be written to /proc/self/comm: *."])
