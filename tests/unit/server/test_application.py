"""Answers over the loopback: those of the command line, key for key."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from opendome.answers.size import Answer, Question
from opendome.cli import main
from opendome.server.application import application

ASKED = [
    "",
    "--burn-time-s 180 --inclination-deg 60 --latitude-deg 40",
    "--burn-time-s 60",
    "--missiles 10 --shots 3 --latitude-deg 40 --latitude-deg 35 --inclination-deg 45 --inclination-deg 60",
    "--latitude-deg 40 --latitude-deg 35 --split-salvo --inclination-deg 60",
    "--vary delta_v_km_per_s=3:9",
]


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with TestClient(application(), base_url="http://127.0.0.1:8765") as opened:
        yield opened


def pairs(words: str) -> list[tuple[str, str]]:
    """Options of the command line as pairs of an address."""
    found: list[tuple[str, str]] = [("kind", "boost")]
    for word in shlex.split(words):
        if word.startswith("--"):
            found.append((word[2:].replace("-", "_"), "true"))
        else:
            found[-1] = (found[-1][0], word)
    return found


@pytest.mark.parametrize("words", ASKED)
def test_the_same_answer_as_on_the_command_line(
    client: TestClient, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["size", "boost", *shlex.split(words), "--json"]) == 0
    assert client.get("/api/size", params=pairs(words)).json() == json.loads(capsys.readouterr().out)


def test_an_altitude_that_is_given_is_another_question_than_the_same_by_default(client: TestClient) -> None:
    words = "--latitude-deg 40 --assurance 0.5 --shots 1 --search regions"
    free = client.get("/api/size", params=pairs(words)).json()["search"]
    held = client.get("/api/size", params=pairs(f"{words} --altitude-km 300")).json()["search"]
    assert (held["altitude_low_km"], held["least_life_day"]) == (300.0, None)
    assert free["altitude_low_km"] > 400.0
    assert free["least_life_day"] == 365.0


@pytest.mark.parametrize(
    ("words", "kind", "key"),
    [
        ("--burn-time-s many", "not_a_number", "burn_time_s"),
        ("--missiles 0", "out_of_range", "missiles"),
        ("--burn-time-s nan", "not_finite", "burn_time_s"),
        ("--burn-tim-s 180", "unknown_key", "burn_tim_s"),
        ("--library there", "not_here", "library"),
        ("--out there", "not_here", "out"),
        ("--set a=1", "not_here", "set"),
        ("--pattern ../there", "not_here", "pattern"),
        ("--threat mine.yaml", "not_here", "threat"),
        ("--inclination-deg 10 --latitude-deg 60", "never_passes", "--inclination-deg"),
    ],
)
def test_what_cannot_be_answered_is_said(client: TestClient, words: str, kind: str, key: str) -> None:
    for path in ("/api/size", "/api/size/events"):
        reply = client.get(path, params=pairs(words))
        if reply.headers["content-type"].startswith("text/event-stream"):
            (event,) = events(reply.text)
            found = event[1]
            assert event[0] == "refusal"
        else:
            found = reply.json()
            assert reply.status_code == 422
        assert (found["error"]["kind"], found["error"]["key"]) == (kind, key)
        assert found["errors"][0] == found["error"]
        assert found["command"] == "size"
        assert found["error"]["message"]
        assert found["error"]["remedy"]


def test_all_that_is_wrong_is_said_at_once(client: TestClient) -> None:
    reply = client.get("/api/size", params=[("kind", "bost"), ("missiles", "x"), ("nothing", "1")])
    assert {one["kind"] for one in reply.json()["errors"]} == {
        "unknown_choice",
        "not_a_number",
        "unknown_key",
    }


def test_the_schema_is_made_of_the_question_and_the_answer(client: TestClient) -> None:
    schema = client.get("/api/openapi.json").json()
    asked = schema["paths"]["/api/size"]["get"]
    named = {one["name"]: one for one in asked["parameters"]}
    keys = {info.alias or name for name, info in Question.model_fields.items()}
    assert set(named) == keys - {"library", "set", "out"}
    assert named["kind"]["required"]
    assert named["missiles"]["schema"]["minimum"] == 1
    assert all(one["description"] for one in named.values())
    shape = asked["responses"]["200"]["content"]["application/json"]["schema"]["$ref"]
    assert set(schema["components"]["schemas"][shape.rpartition("/")[2]]["properties"]) == set(
        Answer.model_fields
    )


def events(text: str) -> list[tuple[str, dict[str, object]]]:
    """Events of a stream, with what they hold."""
    found = []
    for block in text.split("\n\n"):
        lines = dict(line.split(": ", 1) for line in block.splitlines() if not line.startswith(":"))
        if lines:
            found.append((lines["event"], json.loads(lines["data"])))
    return found


def test_the_longer_answer_comes_as_events(client: TestClient, capsys: pytest.CaptureFixture[str]) -> None:
    words = "--burn-time-s 240 --inclination-deg 60 --latitude-deg 40 --assurance 0.9"
    assert main(["size", "boost", *shlex.split(words), "--json"]) == 0
    wanted = json.loads(capsys.readouterr().out)
    reply = client.get("/api/size/events", params=pairs(words))
    assert reply.headers["content-type"].startswith("text/event-stream")
    *before, (last, found) = events(reply.text)
    assert {event for event, _ in before} <= {"progress"}
    assert (last, found) == ("answer", wanted)
    assert found["constellation_assured_count"] is not None


def test_an_error_that_nobody_foresaw_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> Answer:
        raise ZeroDivisionError

    app = application()
    monkeypatch.setattr("opendome.answers.size.answer", broken)
    with TestClient(app, base_url="http://127.0.0.1:8765", raise_server_exceptions=False) as opened:
        reply = opened.get("/api/size?kind=boost")
    assert reply.status_code == 500
    assert reply.json()["error"]["kind"] == "unexpected"
    assert "ZeroDivisionError" in reply.json()["error"]["message"]
