"""What holds for every test: the same examples each time, and kernels compiled once."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from pathlib import Path

import hypothesis
import pytest

SOURCE = Path(__file__).resolve().parents[1] / "src" / "opendome"
EXAMPLES = int(os.environ.get("OPENDOME_EXAMPLES", "50"))

hypothesis.settings.register_profile(
    "house",
    max_examples=EXAMPLES,
    derandomize=True,
    deadline=None,  # nothing is timed in a test
    database=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("house")


def pytest_configure(config: pytest.Config) -> None:
    """Where no bytecode may be written beside the sources, keep it in pytest's folder.

    Workers and the hundred programs that tests start would otherwise each compile every library they load.
    """
    cache: pytest.Cache | None = getattr(config, "cache", None)  # pytest may run without
    if sys.dont_write_bytecode and cache is not None:
        kept = str(cache.mkdir("bytecode"))
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix = kept
        sys.dont_write_bytecode = False


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """Compile once, in a process of its own, before workers start: they find everything in the cache.

    A module of kernels that does not import is left to the tests, which say so better.
    """
    if hasattr(session.config, "workerinput") or session.config.option.collectonly:
        return
    modules = [
        ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts)
        for path in sorted(SOURCE.rglob("kernels.py"))
    ]
    program = f"import importlib\nfor name in {modules!r}: importlib.import_module(name)"
    subprocess.run([sys.executable, "-c", program], check=False, capture_output=True)


def pytest_collection_finish() -> None:
    """Five thousand tests stay in memory: without this the collector walks over them again and again."""
    gc.collect()
    gc.freeze()
