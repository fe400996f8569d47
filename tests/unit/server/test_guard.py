"""What a server on one's own machine refuses, and what it declares."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI, Request
from starlette.testclient import TestClient

from opendome.server.application import application
from opendome.server.guard import HEADERS, MOST_BYTES, Guard

OURS = "http://127.0.0.1:8765"
ANSWER = "/api/size?kind=boost"


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with TestClient(application(), base_url=OURS) as opened:
        yield opened


@pytest.mark.parametrize(
    "path", ["/", "/page.js", "/page.css", "/icon.svg", "/fonts/Inter-Regular.woff2", ANSWER]
)
def test_all_that_comes_back_declares_what_it_may_do(client: TestClient, path: str) -> None:
    reply = client.get(path)
    assert reply.status_code == 200
    assert {name: reply.headers[name] for name in HEADERS} == HEADERS


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "192.168.1.5:8765"])
def test_another_name_for_this_machine_is_refused(client: TestClient, host: str) -> None:
    """A foreign name that was made to point here (DNS rebinding) gets neither page nor answer."""
    for path in ("/", ANSWER):
        reply = client.get(path, headers={"host": host})
        assert reply.status_code == 400
        assert reply.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost:8765", "localhost"])
def test_both_names_of_the_loopback_are_ours(client: TestClient, host: str) -> None:
    asked = {"host": host, "origin": f"http://{host}", "sec-fetch-site": "same-origin"}
    assert client.get(ANSWER, headers=asked).status_code == 200


@pytest.mark.parametrize(
    "asked",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": "https://127.0.0.1:8765"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_another_site_gets_no_answer(client: TestClient, asked: dict[str, str]) -> None:
    for path in (ANSWER, "/api/size/events?kind=boost", "/api/openapi.json"):
        reply = client.get(path, headers=asked)
        assert reply.status_code == 403
        assert reply.json()["error"]["kind"] == "foreign"
    assert client.post("/", headers=asked).status_code == 403


def test_a_link_from_another_site_opens_the_page(client: TestClient) -> None:
    reply = client.get("/", headers={"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"})
    assert reply.status_code == 200
    assert "frame-ancestors 'none'" in reply.headers["content-security-policy"]


def test_nobody_else_is_let_in(client: TestClient) -> None:
    reply = client.options(ANSWER, headers={"access-control-request-method": "GET"})
    assert reply.status_code == 405
    assert not [name for name in client.get(ANSWER).headers if name.startswith("access-control")]


@pytest.mark.parametrize(
    "path", ["/../pyproject.toml", "/%2e%2e/application.py", "/..%2fapplication.py", "/fonts/..%2fcities.csv"]
)
def test_no_file_beside_the_pages_is_given(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def echoing() -> TestClient:
    """A guarded application that reads what it is sent."""
    app = FastAPI()

    @app.post("/api/size")
    async def taken(request: Request) -> dict[str, Any]:
        return {"bytes": len(await request.body())}

    app.add_middleware(Guard)
    return TestClient(app, base_url=OURS)


def test_a_body_has_an_end() -> None:
    with echoing() as guarded:
        assert guarded.post("/api/size", content=b"x" * MOST_BYTES).json() == {"bytes": MOST_BYTES}
        said = guarded.post("/api/size", content=b"x" * (MOST_BYTES + 1))
        assert (said.status_code, said.json()["error"]["kind"]) == (413, "too_large")


def test_a_body_that_never_says_how_long_it_is_has_an_end_too() -> None:
    read = 0

    def endless() -> Iterator[bytes]:
        nonlocal read
        while read < 100 * MOST_BYTES:
            read += 1_000
            yield b"x" * 1_000

    with echoing() as guarded:
        assert guarded.post("/api/size", content=endless()).status_code == 413


def test_a_length_that_is_no_number_is_refused() -> None:
    with echoing() as guarded:
        reply = guarded.post("/api/size", headers={"content-length": "many"}, content=b"")
        assert reply.status_code == 413
