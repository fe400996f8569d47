"""What a server on one's own machine refuses: other web sites that call it, and large bodies.

A page of any site can send requests to the loopback. Browsers say who asks: what comes from elsewhere gets no
answer, and a body no larger than a question gets one.
"""

from __future__ import annotations

import json
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

import opendome

API = "/api/"

MOST_BYTES = 64_000
"""Of a request's body."""

POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
"""No script, style, picture or answer from elsewhere, and nobody frames the page."""

HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cache-control": "no-cache",
}


class Guard:
    """Stands before the application, in plain ASGI."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it; add the headers to what comes back."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        asked = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}

        async def declaring(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = {name for name, _ in message.get("headers", [])}
                more = [(name.encode(), value.encode()) for name, value in HEADERS.items()]
                message["headers"] = [
                    *message.get("headers", []),
                    *(one for one in more if one[0] not in own),
                ]
            await send(message)

        if _is_foreign(scope, asked):
            await _refuse(declaring, 403, "foreign", "Another web site asked, and gets no answer.")
            return
        length = asked.get("content-length", "0")
        if not length.isdigit() or int(length) > MOST_BYTES:
            await _refuse(declaring, 413, "too_large", f"A body has at most {MOST_BYTES:,} bytes.")
            return
        too_large = OverflowError("more came than was announced, or than is taken")
        try:
            await self._app(scope, _counting(receive, too_large), declaring)
        except OverflowError as error:
            if error is not too_large:
                raise
            await _refuse(declaring, 413, "too_large", f"A body has at most {MOST_BYTES:,} bytes.")


def _is_foreign(scope: Scope, asked: dict[str, str]) -> bool:
    """Whether another site asks for an answer, or to change anything; it may link to the page."""
    if scope["method"] in ("GET", "HEAD") and not scope["path"].startswith(API):
        return False
    if asked.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return True
    return asked.get("origin") not in (None, f"http://{asked.get('host')}")


def _counting(receive: Receive, too_large: OverflowError) -> Receive:
    seen = 0

    async def counted() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > MOST_BYTES:
            raise too_large
        return message

    return counted


async def _refuse(send: Send, status: int, kind: str, message: str) -> None:
    error = {"kind": kind, "message": message}
    document: dict[str, Any] = {"opendome": opendome.__version__, "error": error, "errors": [error]}
    body = json.dumps(document).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
