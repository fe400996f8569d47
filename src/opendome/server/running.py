"""Serve the page on this machine, until Ctrl-C."""

from __future__ import annotations

import errno
import socket
from collections.abc import Callable

import uvicorn

from opendome.errors import InputError, Problem
from opendome.server.application import application

HOST = "127.0.0.1"
"""Nobody but this machine can reach it."""

PATIENCE_S = 1
"""After Ctrl-C, streams that are still open get so long [s]."""


def bound(port: int) -> socket.socket:
    """A socket of the loopback at this port; 0 takes one that is free.

    Raises:
        InputError: The port is taken, or may not be used.
    """
    there = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    # what was stopped a moment ago may be started again at once; on Windows this would share a taken port
    if hasattr(socket, "SO_REUSEPORT"):
        there.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        there.bind((HOST, port))
        there.listen()
    except OSError as trouble:
        there.close()
        raise InputError(_refused(port, trouble)) from None
    return there


def _refused(port: int, trouble: OSError) -> Problem:
    another = 8765 if port < 1_024 else port + 1 if port < 65_535 else port - 1
    if trouble.errno == errno.EADDRINUSE:
        message = (
            f"Port {port} is taken, perhaps by a page of OpenDome that runs already: http://{HOST}:{port}/"
        )
    else:
        message = f"Port {port} cannot be used: {trouble.strerror}."
    return Problem(
        "port", message, f"Use another: opendome serve --port {another}", key="--port", value=str(port)
    )


def serve(there: socket.socket, begun: Callable[[], None]) -> None:
    """Serve until Ctrl-C.

    Args:
        there: From `bound`.
        begun: Called once requests are taken.

    Raises:
        KeyboardInterrupt: Ctrl-C.
    """
    begun()  # the socket listens: who asks now waits a moment and is answered
    settings = uvicorn.Config(
        application(),
        log_config=None,
        log_level="critical",
        access_log=False,
        timeout_graceful_shutdown=PATIENCE_S,
        server_header=False,
    )
    uvicorn.Server(settings).run(sockets=[there])
