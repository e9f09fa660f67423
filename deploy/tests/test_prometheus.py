"""Prometheus itself reads what the line tells it, and alarms when it should, and only then."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from deploy.tests.units import commands, unit
from pytest_ivr.simulator import DeliveryFailed, HttpTransport, Request
from testbed.debian import needed
from testbed.ports import HOST, free_port, wait_until
from testbed.production import new_call, new_production_server
from testbed.repository import ROOT
from testbed.server import GUNICORN, running

FOLDER = ROOT / "deploy" / "prometheus"
ALERTS = YAML(typ="safe").load(FOLDER / "alerts.yaml")["groups"][0]["rules"]
BOOK = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
UP = {'up{job="movie-info"}': "1x40"}
HANDLED = 'movie_info_request_seconds_bucket{view="choose-movie",le="%s"}'

# What is seen every minute, and which alert there is after so many minutes.
SEEN: list[tuple[dict[str, str], int, str]] = [
    ({'movie_info_apologies_total{view="choose-movie"}': "0 0 1x40"}, 3, "CallersHearTheApology"),
    ({'movie_info_requests_total{view="choose-movie",status="500"}': "0 0 1x40"}, 3, "TheLineFails"),
    ({"movie_info_misdirected_total": "0 0 1x40"}, 3, "TwilioIsRefused"),
    ({"movie_info_theaters_without_shows": "1x40"}, 31, "TheatersWithoutShows"),
    ({HANDLED % "2": "0x40", HANDLED % "3": "0+60x40", HANDLED % "+Inf": "0+60x40"}, 10, "TheLineIsSlow"),
    ({'up{job="movie-info"}': "0x40"}, 3, "NothingIsKnownOfTheLine"),
    ({'up{job="another"}': "1x40", 'up{job="movie-info"}': "_x40"}, 3, "NothingIsKnownOfTheLine"),
]
# And what is no reason for any.
QUIET: list[dict[str, str]] = [
    {'movie_info_apologies_total{view="choose-movie"}': "7x40"},
    {'movie_info_requests_total{view="choose-movie",status="400"}': "0+9x40"},
    {"movie_info_theaters_without_shows": "0 1x20 0x20"},
    {HANDLED % "1": "0+60x40", HANDLED % "2": "0+60x40", HANDLED % "+Inf": "0+60x40"},
]


def promtool(*arguments: str, folder: Path = FOLDER) -> None:
    """Run promtool, which finds nothing to say."""
    done = subprocess.run([needed("promtool"), *arguments], cwd=folder, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def alarms(seen: dict[str, str], minutes: int, alert: str, firing: bool) -> dict[str, Any]:
    """Return a test of promtool's: what is seen, and whether an alert is there then."""
    [rule] = [rule for rule in ALERTS if rule["alert"] == alert]
    expected = [{"exp_labels": {}, "exp_annotations": rule["annotations"]}] if firing else []
    return {
        "interval": "1m",
        "input_series": [{"series": name, "values": values} for name, values in (UP | seen).items()],
        "alert_rule_test": [{"eval_time": f"{minutes}m", "alertname": alert, "exp_alerts": expected}],
    }


def test_each_alert_is_there_when_it_should_and_only_then(tmp_path: Path) -> None:
    assert {alert for *_, alert in SEEN} == {rule["alert"] for rule in ALERTS}
    tests = [alarms(*it, firing=True) for it in SEEN]
    tests += [alarms(it, 35, rule["alert"], firing=False) for it in QUIET for rule in ALERTS]
    file = tmp_path / "tests.json"  # which is YAML too
    file.write_text(json.dumps({"rule_files": [str(FOLDER / "alerts.yaml")], "tests": tests}))
    promtool("test", "rules", str(file))


def test_configuration_and_rules_are_well_formed() -> None:
    promtool("check", "config", "prometheus.yml")


@pytest.mark.parametrize("rule", ALERTS, ids=[rule["alert"] for rule in ALERTS])
def test_the_book_says_what_to_do(rule: dict[str, Any]) -> None:
    [row] = [line for line in BOOK.splitlines() if line.startswith(f"| `{rule['alert']}`")]
    assert rule["annotations"]["what_to_do"] in row


@contextmanager
def prometheus(folder: Path, target: str) -> Iterator[str]:
    """Run Prometheus with the configuration that is delivered, which looks each second; yield its address."""
    configuration = (FOLDER / "prometheus.yml").read_text()
    for delivered, here in {"127.0.0.1:9101": target, "15s": "1s", "alerts.yaml": str(FOLDER / "alerts.yaml")}.items():
        assert delivered in configuration
        configuration = configuration.replace(delivered, here)
    (folder / "prometheus.yml").write_text("global: {evaluation_interval: 1s}\n" + configuration)
    address = f"{HOST}:{free_port()}"
    command = [needed("prometheus"), f"--config.file={folder}/prometheus.yml", f"--storage.tsdb.path={folder}/data"]
    with (folder / "printed").open("w") as printed:
        process = subprocess.Popen([*command, f"--web.listen-address={address}"], stderr=printed)
        try:
            yield f"http://{address}"
        finally:
            process.terminate()
            process.wait(timeout=20)


def firing(address: str) -> set[str]:
    """Return the alerts that are there; none while Prometheus starts."""
    answer = HttpTransport().send(Request("GET", f"{address}/api/v1/alerts", {}))
    return {it["labels"]["alertname"] for it in json.loads(answer.body)["data"]["alerts"] if it["state"] == "firing"}


def asked(address: str, query: str) -> list[Any]:
    """Return what Prometheus answers to a query."""
    answer = HttpTransport().send(Request("GET", f"{address}/api/v1/query?query={query}", {}))
    found: list[Any] = json.loads(answer.body)["data"]["result"]
    return found


def test_a_caller_who_hears_the_apology_alarms_somebody(tmp_path: Path) -> None:
    needed("prometheus")
    counts = tmp_path / "counts"
    database = f"sqlite:///{tmp_path / 'line.sqlite3'}"
    server = new_production_server(tmp_path, database, PROMETHEUS_MULTIPROC_DIR=str(counts))
    port = free_port()
    [command] = commands(unit("movie-info-metrics.service", **{"127.0.0.1:9101": f"{HOST}:{port}"}))
    metrics = server._replace(port=port, printed=tmp_path / "metrics")
    with running(server, *GUNICORN), running(metrics, *command), prometheus(tmp_path, f"{HOST}:{port}") as address:
        wait_until(lambda: is_there(address) and bool(asked(address, "movie_info_apologies_total")), seconds=60)
        assert firing(address) == set()
        (tmp_path / "line.sqlite3").rename(tmp_path / "away")
        new_call(server.address).dial()
        wait_until(lambda: firing(address) == {"CallersHearTheApology"}, seconds=60)


def is_there(address: str) -> bool:
    """Whether Prometheus answers yet."""
    try:
        return HttpTransport().send(Request("GET", f"{address}/-/ready", {})).status == 200
    except DeliveryFailed:
        return False
