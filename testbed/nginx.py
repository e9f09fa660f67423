"""nginx with the configuration of ``deploy/nginx``, on loopback ports, with a certificate of our own."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import trustme

from .debian import needed
from .ports import HOST, free_port
from .repository import ROOT
from .server import Server, running

CONFIGURATION = ROOT / "deploy" / "nginx" / "movie-info.conf.template"
NAME = "localhost"  # the only public name that everybody's computer can look up
MAIN = """
{user}
pid {folder}/nginx.pid;
events {{}}
http {{
    client_body_temp_path {folder}/bodies;
    proxy_temp_path {folder}/answers;
    include {folder}/movie-info.conf;
}}
"""


class Proxy(NamedTuple):
    """The proxy's ports for TLS and plain HTTP, the certificate of who vouches for it, and the folder of its logs."""

    port: int
    plain_port: int
    authority: Path
    logs: Path

    @property
    def address(self) -> str:
        """Where the line is, for everybody."""
        return f"https://{NAME}:{self.port}"

    def logged(self) -> str:
        """Return everything that nginx has written."""
        return "".join(path.read_text(errors="replace") for path in sorted(self.logs.iterdir()))


@contextmanager
def nginx(folder: Path, line_port: int) -> Iterator[Proxy]:
    """Pass on what comes to the line at a port, until the end of the block. Only addresses and folders are changed."""
    program = needed("nginx")
    proxy = Proxy(free_port(), free_port(), folder / "authority.pem", folder / "logs")
    for name in ("tls", "logs", "acme"):
        (folder / name).mkdir(parents=True)
    write_certificates(folder / "tls", proxy.authority)
    (folder / "movie-info.conf").write_text(configuration(folder, proxy, line_port))
    user = "user root;" if os.geteuid() == 0 else ""  # else its workers could not read the folder
    (folder / "nginx.conf").write_text(MAIN.format(folder=folder, user=user))
    command = [program, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", "stderr", "-g", "daemon off;"]
    with running(Server(proxy.port, dict(os.environ), folder / "printed"), *command):
        yield proxy


def configuration(folder: Path, proxy: Proxy, line_port: int) -> str:
    """Return the configuration that is delivered, at other addresses and in other folders."""
    text = CONFIGURATION.read_text()
    for delivered, here in {
        "${HOST}": NAME,
        "listen 80": f"listen {HOST}:{proxy.plain_port}",
        "listen 443": f"listen {HOST}:{proxy.port}",
        "server 127.0.0.1:8000": f"server {HOST}:{line_port}",
        "/etc/movie-info/tls": str(folder / "tls"),
        "/var/lib/movie-info/acme": str(folder / "acme"),
        "/var/log/nginx": str(proxy.logs),
    }.items():
        if delivered not in text:
            raise ValueError(f"{CONFIGURATION} has no {delivered!r} any more.")
        text = text.replace(delivered, here)
    return text


def write_certificates(folder: Path, authority: Path) -> None:
    """Write the proxy's key and certificate, and that of who vouches for it."""
    issuer = trustme.CA()
    issuer.cert_pem.write_to_path(str(authority))
    issued = issuer.issue_cert(NAME)
    issued.private_key_pem.write_to_path(str(folder / "privkey.pem"))
    for blob in issued.cert_chain_pems:
        blob.write_to_path(str(folder / "fullchain.pem"), append=True)
