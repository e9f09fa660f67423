"""The line as deploy/ serves it: PostgreSQL, gunicorn and nginx, on loopback."""

from collections.abc import Iterator

import pytest

from testbed.nginx import NAME, Proxy, nginx
from testbed.postgres import Postgres, database
from testbed.production import ProductionServer, production

__all__ = ["database"]


@pytest.fixture(scope="package")
def line(database: Postgres, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ProductionServer]:
    """The line on gunicorn and PostgreSQL, with the demo in its catalogue."""
    with production(tmp_path_factory.mktemp("line"), database.url, ALLOWED_HOSTS=NAME) as serving:
        yield serving


@pytest.fixture(scope="package")
def proxy(line: ProductionServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    """nginx before it. Whoever asks for an address by TLS trusts its certificate."""
    port = int(line.address.rpartition(":")[2])
    with nginx(tmp_path_factory.mktemp("nginx"), port) as serving, pytest.MonkeyPatch.context() as patch:
        patch.setenv("SSL_CERT_FILE", str(serving.authority))
        yield serving
