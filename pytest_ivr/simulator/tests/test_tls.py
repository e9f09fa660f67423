"""Real HTTP with TLS: what Twilio trusts, and what its errors are called (sections 1.6 and 3.4 of the contract)."""

import datetime as dt
import socket
import ssl
from pathlib import Path
from tempfile import NamedTemporaryFile

import pytest
import trustme

from pytest_ivr.simulator.testing import codes, events

from .helpers.server import document, says, serving
from .test_http_transport import dial, explanation

HELLO = document("<Say>Hello</Say>")
AUTHORITY = trustme.CA()
STRANGER = trustme.CA()
LONG_AGO = dt.datetime(2020, 5, 1, tzinfo=dt.UTC)


@pytest.fixture
def _trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Trust one authority, and no other."""
    AUTHORITY.cert_pem.write_to_path(tmp_path / "authority.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path))


def server_side(*pem: trustme.Blob) -> ssl.SSLContext:
    """Return what a server with this key and these certificates needs; the first certificate is its own."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with NamedTemporaryFile() as file:
        for blob in pem:
            blob.write_to_path(file.name, append=True)
        if pem:
            context.load_cert_chain(file.name)
    return context


def issued(name: str, by: trustme.CA = AUTHORITY, not_after: dt.datetime | None = None) -> ssl.SSLContext:
    """Return what a server with a certificate for this name needs."""
    return server_side(by.issue_cert(name, not_after=not_after).private_key_and_cert_chain_pem)


@pytest.mark.usefixtures("_trusted")
def test_tls_with_a_good_certificate() -> None:
    with serving(says(HELLO), issued("127.0.0.1")) as server:
        call = dial(f"https://{server.address}/voice")
        behind = dial("https://ivr.example.com/voice", connect_to=f"https://{server.address}")
    assert call.heard == behind.heard == ["Hello"]


WITH_ISSUER = server_side(STRANGER.issue_cert("127.0.0.1").private_key_and_cert_chain_pem, STRANGER.cert_pem)


@pytest.mark.usefixtures("_trusted")
@pytest.mark.parametrize(
    ("host", "tls", "code", "told"),
    [
        ("127.0.0.1", issued("127.0.0.2"), 11235, "not valid for '127.0.0.1'"),
        ("localhost", issued("ivr.example.com"), 11235, "not valid for 'localhost'"),
        ("127.0.0.1", issued("127.0.0.1", not_after=LONG_AGO), 11236, "expired"),
        ("127.0.0.1", issued("127.0.0.1", by=STRANGER), 11237, "issuer"),
        ("127.0.0.1", WITH_ISSUER, 11237, "self-signed certificate in certificate chain"),
        ("127.0.0.1", server_side(STRANGER.private_key_pem, STRANGER.cert_pem), 11237, "self-signed certificate."),
        ("127.0.0.1", server_side(), 11220, "did not begin TLS"),
    ],
    ids=["another address", "another name", "expired", "unknown", "unknown, sent along", "self-signed", "no handshake"],
)
def test_tls_that_is_not_to_be_trusted(host: str, tls: ssl.SSLContext, code: int, told: str) -> None:
    with serving(says(HELLO), tls) as server:
        call = dial(f"https://{host}:{server.server_address[1]}/voice")
    assert codes(call) == [code]
    assert told in explanation(call)
    assert not explanation(call).endswith("..")
    assert server.requests == []
    assert len(events(call, "requested")) == 2  # section 1.6: TLS failures are retried


@pytest.mark.parametrize(
    ("fragment", "code", "attempts", "told"),
    [
        ("ct=100", 11220, 2, "did not begin TLS"),
        ("tt=100", 11203, 1, "when the total time was over"),
    ],
)
def test_a_server_that_is_silent_instead_of_tls(fragment: str, code: int, attempts: int, told: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        call = dial(f"https://127.0.0.1:{server.getsockname()[1]}/voice#{fragment}")
    assert codes(call) == [code]
    assert told in explanation(call)
    assert not explanation(call).endswith("..")
    assert len(events(call, "requested")) == attempts


def test_plain_http_to_a_tls_port_is_a_protocol_violation() -> None:
    with serving(says(HELLO), issued("127.0.0.1")) as server:
        assert codes(dial(f"http://{server.address}/voice")) == [11206]
