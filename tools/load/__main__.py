"""``make load``: how many calls the line answers, and how fast. Exits with 1 for a wrong answer or a slow line."""

import datetime as dt
import json
import math
import os
import statistics
import subprocess
import sys
import tempfile
from collections import Counter
from operator import itemgetter
from pathlib import Path
from typing import Any

from testbed.postgres import postgres
from testbed.production import TOKEN, ProductionServer, production

USERS = int(os.environ.get("LOAD_USERS", "16"))
SECONDS = int(os.environ.get("LOAD_SECONDS", "10"))  # of each round
ROUNDS = 3
LEAST_RATIO = 0.65  # 0.70 to 0.72 where all else on the machine has to wait


def clock_of_calls(now: dt.datetime) -> dt.datetime:
    """Return an instant at which every theater of the demo, loaded now, has shows for whoever calls: tomorrow noon.

    Its first day is each theater's own today, which has begun in Kolkata while it is still yesterday in London.
    """
    return (now + dt.timedelta(days=1)).replace(hour=12, minute=1, second=0, microsecond=0)


ENVIRONMENT = {
    "TWILIO_AUTH_TOKEN": TOKEN,
    "LOAD_CLOCK": clock_of_calls(dt.datetime.now(dt.UTC)).isoformat(),
}


def main() -> int:
    """Measure the line, and then a constant answer, on the same server and under the same load."""
    with tempfile.TemporaryDirectory() as name, postgres() as database:
        settings = {
            "DJANGO_SETTINGS_MODULE": "tools.load.settings",
            "JOURNEY_CLOCK": "on",
            "ALLOWED_HOSTS": "127.0.0.1",
            "BEHIND_TLS_PROXY": "off",
        }
        with production(Path(name), database.url, **settings) as line:
            rounds = [(measure(line, "movies/choose-theater"), measure(line, "constant")) for _ in range(ROUNDS)]
    print(f"{USERS} callers at once, {os.cpu_count()} processors for callers, line and database")
    print(f"{ROUNDS} rounds of {SECONDS} seconds; a figure is that of the middle round")
    calls = (next(view for view in views if view["method"] == "CALL") for views, _ in rounds)
    print(f"calls per second       {statistics.median(map(rate, calls)):8.1f}")
    for views in zip(*(sorted(views, key=itemgetter("method", "name")) for views, _ in rounds), strict=True):
        times = "".join(
            f"   p{part} {statistics.median(at(view, part) for view in views):5} ms" for part in (50, 95, 99)
        )
        print(f"{views[0]['method']:5}{views[0]['name']:26}{times}")
    failures = sum(view["num_failures"] for measured in rounds for views in measured for view in views)
    ratio = statistics.median(requests(views) / requests(constant) for views, constant in rounds)
    print(f"failures               {failures:8}")
    print(f"requests per second    {statistics.median(requests(views) for views, _ in rounds):8.1f}")
    print(f"the same of a constant {statistics.median(requests(constant) for _, constant in rounds):8.1f}")
    print(f"ratio                  {ratio:8.2f}  (at least {LEAST_RATIO})")
    return 0 if failures == 0 and ratio >= LEAST_RATIO else 1


def measure(line: ProductionServer, view: str) -> list[dict[str, Any]]:
    """Let Locust's callers call for a while; return what it says of each view."""
    command = [sys.executable, "-m", "locust", "-f", "tools/load/callers.py", "--headless", "--json"]
    command += ["--host", line.address]
    command += ["--users", str(USERS), "--spawn-rate", str(USERS), "--run-time", f"{SECONDS}s", "--stop-timeout", "10"]
    command += ["--only-summary"]
    environment = {**os.environ, **ENVIRONMENT, "LOAD_VIEW": view}
    done = subprocess.run(command, check=False, env=environment, capture_output=True, text=True)
    if done.returncode:
        print(done.stderr, file=sys.stderr)  # which answers were wrong
    told: list[dict[str, Any]] = json.loads(done.stdout)
    return told


def rate(view: dict[str, Any]) -> float:
    """Return how many a second there were."""
    return float(view["num_requests"] / (view["last_request_timestamp"] - view["start_time"]))


def requests(views: list[dict[str, Any]]) -> float:
    """Return how many requests a second there were."""
    return sum(rate(view) for view in views if view["method"] != "CALL")


def at(view: dict[str, Any], percent: int) -> int:
    """Return the milliseconds that so many of a hundred requests did not exceed, as Locust rounds them."""
    times = Counter({int(time): count for time, count in view["response_times"].items()})
    return math.ceil(statistics.quantiles(times.elements(), n=100)[percent - 1])


if __name__ == "__main__":
    sys.exit(main())
