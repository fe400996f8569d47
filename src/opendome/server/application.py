"""The application: pages, and the answers of `size` made from the command's own question."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.concurrency import run_in_threadpool
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.staticfiles import StaticFiles

import opendome
from opendome.answers import size
from opendome.errors import OpenDomeError, Problem
from opendome.server import questions
from opendome.server.exact import Worker
from opendome.server.guard import Guard
from opendome.watch import Watch

PAGES = Path(__file__).parent / "pages"
FONTS = Path(opendome.__file__).parent / "library" / "fonts"

HOSTS = ["127.0.0.1", "localhost"]
"""Names under which a page may ask; any other is somebody's own name for this machine."""

KEPT = 256
"""Answers that are kept, for a slider that comes back; some kilobytes each."""

EXAMPLE = "/api/size?kind=boost&burn_time_s=180"


def application() -> FastAPI:
    """The application, ready to be served."""
    worker = Worker()

    @asynccontextmanager
    async def living(_app: FastAPI) -> AsyncIterator[None]:
        # what an answer needs is imported before the first move, not by it
        first = asyncio.create_task(run_in_threadpool(lambda: size.answer(size.Question(kind="boost"))))
        yield
        first.cancel()
        worker.close()

    app = FastAPI(
        title="OpenDome",
        version=opendome.__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        lifespan=living,
    )
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=HOSTS)
    app.add_middleware(Guard)
    app.add_exception_handler(OpenDomeError, _told)
    app.add_exception_handler(Exception, _unforeseen)
    _answers(app, worker)
    app.mount("/fonts", StaticFiles(directory=FONTS), name="fonts")

    @app.get("/", include_in_schema=False)
    def page() -> FileResponse:
        return FileResponse(PAGES / "index.html")

    app.mount("/", StaticFiles(directory=PAGES), name="pages")
    return app


def _answers(app: FastAPI, worker: Worker) -> None:
    """`size` at once, and its longer form as it comes."""
    shape = {"parameters": _parameters()}

    @lru_cache(maxsize=KEPT)
    def answered(question: size.Question, _given: frozenset[str]) -> bytes:
        # which options were given counts beside their values: a search without an altitude finds its own
        return json.dumps(size.answer(question).document(), ensure_ascii=False, allow_nan=False).encode()

    @app.get("/api/size", response_model=size.Answer, openapi_extra=shape, summary="How many in orbit?")
    async def at_once(request: Request) -> Response:
        question = _question(request)
        content = await run_in_threadpool(answered, question, frozenset(question.model_fields_set))
        return Response(content, media_type="application/json")

    @app.get(
        "/api/size/events",
        response_class=StreamingResponse,
        openapi_extra=shape,
        summary="The same, as it comes",
    )
    async def as_it_comes(request: Request) -> StreamingResponse:
        question = _question(request)

        def work(watch: Watch) -> dict[str, Any]:
            return size.answer(question, watch).document()

        return StreamingResponse(worker.events(work, _document), media_type="text/event-stream")


def _question(request: Request) -> size.Question:
    pairs = request.query_params.multi_items()
    asked = questions.question_of("size", size.Question, pairs, EXAMPLE)
    assert isinstance(asked, size.Question)
    return asked


def _parameters() -> list[dict[str, Any]]:
    """The options of `size` as OpenAPI says them."""
    schema = questions.open_part(size.Question).model_json_schema()
    needed = schema.get("required", [])
    return [
        {
            "name": name,
            "in": "query",
            "required": name in needed,
            "description": one.get("description", ""),
            "schema": {
                key: value for key, value in one.items() if key not in ("description", "metavar", "position")
            },
        }
        for name, one in schema["properties"].items()
    ]


def _document(error: OpenDomeError) -> dict[str, Any]:
    return questions.document(error.problems(), "size")


async def _told(_request: Request, error: Exception) -> JSONResponse:
    """What cannot be answered, as the command line says it."""
    assert isinstance(error, OpenDomeError)
    return JSONResponse(_document(error), status_code=422 if error.exit_code == 2 else 500)


async def _unforeseen(_request: Request, error: Exception) -> JSONResponse:
    """An error that nobody foresaw, as a page can show it."""
    message = f"Something went wrong inside OpenDome {opendome.__version__} ({type(error).__name__})."
    problem = Problem("unexpected", message, "Please report it with the address of this page.")
    return JSONResponse(questions.document([problem], "size"), status_code=500)
