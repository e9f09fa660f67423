"""The line behind PgBouncer, which lends it a connection for one transaction at a time."""

import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from testbed.debian import needed
from testbed.ports import HOST, free_port, is_served, wait_until
from testbed.postgres import RUN_AS, Postgres
from testbed.production import (
    APOLOGY,
    THANKS,
    ask_for_casablanca_at_rialto,
    everything_heard,
    new_call,
    new_production_server,
)
from testbed.server import GUNICORN, running

POOL = 3  # connections, of which the line's threads would have eight
SETTINGS = """
[databases]
* = host={host} port={port} user=movie_info connect_query='SET statement_timeout = 2000'
[pgbouncer]
listen_addr = {host}
listen_port = {listens}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = {pool}
"""


@pytest.fixture
def pooler(database: Postgres) -> Iterator[int]:
    """A PgBouncer before PostgreSQL; the port at which it listens."""
    program, listens = needed("pgbouncer"), free_port()
    file = database.folder / "pgbouncer.ini"  # it may read that: like PostgreSQL, it does not run as root
    file.write_text(SETTINGS.format(host=HOST, port=database.port, listens=listens, pool=POOL))
    with subprocess.Popen([program, "--quiet", str(file)], user=RUN_AS, stderr=subprocess.DEVNULL) as process:
        try:
            wait_until(lambda: is_served(listens) or process.poll() is not None, seconds=10)
            assert process.poll() is None
            yield listens
        finally:
            process.terminate()


def test_many_threads_share_few_connections_and_statements_have_their_limit(
    pooler: int, database: Postgres, tmp_path: Path
) -> None:
    server = new_production_server(tmp_path, database.url)
    server.environment["DATABASE_URL"] = database.url.replace(str(database.port), str(pooler))
    with running(server, *GUNICORN), ThreadPoolExecutor(16) as callers:
        calls = list(callers.map(ask_for_casablanca_at_rialto, [server.address] * 100))
        assert {everything_heard(call)[-1] for call in calls} == {THANKS}
        with psycopg.connect(database.url) as connection:
            count = "SELECT count(*) FROM pg_stat_activity WHERE client_port IS NOT NULL AND pid <> pg_backend_pid()"
            assert connection.execute(count).fetchone() == (POOL,)
            connection.execute("LOCK TABLE movies_theater")
            call = new_call(server.address)
            call.dial()
        assert call.heard == [APOLOGY]
        wait_until(lambda: "canceling statement due to statement timeout" in server.printed.read_text(), seconds=10)
