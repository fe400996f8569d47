"""What a command costs before it does anything."""

from __future__ import annotations

import subprocess
import sys

import pytest

from house.tree import module_name, python_files

HEAVY = ("numpy", "scipy", "numba", "polars", "matplotlib")


@pytest.mark.parametrize("start", ["import opendome", "import opendome.cli", "_help()", "_list()"])
def test_nothing_heavy_is_loaded(start: str) -> None:
    """Numerics take up to a second to import; help, lists and the package itself do without them."""
    seen = _python(f"""
import contextlib, io, sys
def _call(*words):
    from opendome.cli import main
    with contextlib.redirect_stdout(io.StringIO()):
        assert main(words) == 0
def _help(): _call("--help")
def _list(): _call("list", "threats")
{start}
print(sorted(set({HEAVY!r}) & set(sys.modules)))
""")
    assert seen == "[]"


def test_kernels_load_without_linear_algebra() -> None:
    """Numba would import SciPy's with the first kernel; a product of matrices elsewhere still compiles."""
    seen = _python("""
import sys
import numba, numpy as np
import opendome.threats.ballistic.kernels
without = "scipy.linalg" not in sys.modules
product = numba.njit(lambda a, b: a @ b)(np.eye(2), np.eye(2))
print(without, product.sum(), "scipy.linalg" in sys.modules)
""")
    assert seen == "True 2.0 True"


def test_every_module_imports_without_a_warning() -> None:
    names = [module_name(path) for path in python_files() if path.name != "__main__.py"]
    seen = _python(f"import importlib\nfor name in {names!r}: importlib.import_module(name)\nprint('all')")
    assert seen == "all"


def _python(program: str) -> str:
    """What a fresh interpreter prints, with warnings as errors."""
    seen = subprocess.run(
        [sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, check=False
    )
    assert seen.returncode == 0, seen.stderr
    return seen.stdout.strip()
