"""The only door to Numba: what is compiled, where it is kept, and how chunks are spread over threads.

`@kernel(signature)` marks an entry that Python calls, `@device` a function that kernels call. Entries are
kept on disk in a folder named after a digest of all that is compiled, because Numba's own cache does not
notice a change in a callee in another file and would serve stale physics.
"""

from __future__ import annotations

import atexit
import ctypes
import hashlib
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar, cast

import numba
import numpy as np
from numba.core.caching import FunctionCache, NullCache
from numba.core.codegen import ll  # type: ignore[attr-defined]
from numba.core.runtime import _nrt_python  # type: ignore[attr-defined]
from numpy.typing import NDArray

from opendome import cache
from opendome.watch import SILENT, Watch, check

Function = TypeVar("Function", bound=Callable[..., Any])
Thing = TypeVar("Thing")
Result = TypeVar("Result")

THREADS_SETTING = "OPENDOME_THREADS"
"""The setting that says how many threads to use; results do not depend on it."""

UNUSED_S = 30 * 86_400.0
"""Compiled code of a former version is deleted when nobody has used it for so long [s]."""

ROOM_BYTES = 32_000_000
"""Less room than this, and nothing is kept; all compiled code takes some 4 MB."""

KEPT_BYTES = 256_000_000
"""So much freed memory is kept for what comes next; assumed: a world of a hundred missiles takes a fifth."""

KNOWN = numba.__version__.startswith("0.68.")
"""Whether we know the store of compiled code of this Numba from inside; any other is left as it is."""

_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
"""As glibc's malloc.h numbers them."""

_PACKAGE = Path(__file__).parent
_MARKS = re.compile(rb"opendome\.compiled import (?:\([^)]*|[^\n]*)\b(?:kernel|device)\b")
_FORMER = re.compile(r"[0-9a-f]{16}(?:-old)?")
"""How folders in the cache are called: a digest, and one that is about to be deleted."""


def digest_of_sources(package: Path = _PACKAGE) -> str:
    """A digest of all that kernels are made of, and of the versions that compile it.

    Constants, tables and codes of other files are frozen into compiled code. So every file counts that lies
    in a folder where something is compiled, above it, or among the records whose codes kernels use.
    """
    digest = hashlib.blake2b(digest_size=8)
    digest.update(f"{numba.__version__} {platform.python_version()} {platform.machine()}".encode())
    texts = {source: source.read_bytes() for source in sorted(package.rglob("*.py"))}
    marked = {source for source, text in texts.items() if _MARKS.search(text)}
    folders = {source.parent for source in marked} | {package / "records"}
    folders |= {above for folder in folders for above in folder.parents if package in above.parents}
    for source, text in texts.items():
        if source.parent in folders and (source.parent != package or source in marked):
            digest.update(source.relative_to(package).as_posix().encode())
            digest.update(text)
    return digest.hexdigest()


def _writable(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return shutil.disk_usage(folder).free > ROOM_BYTES
    except OSError:
        return False


def _choose_folder() -> tuple[Path, bool]:
    folder = cache.base() / digest_of_sources()
    is_new = not folder.exists()
    if not _writable(folder):
        return Path(tempfile.mkdtemp(prefix="opendome-")), False
    with suppress(OSError):
        os.utime(folder)  # reading leaves no trace, and `clear_former` asks when it was last used
    if is_new:
        clear_former(folder, time.time())
    return folder, True


def clear_former(own: Path, now: float) -> None:
    """Delete compiled code of former versions beside a folder, where nobody has used it for long.

    A folder is renamed before it is deleted: a process of that version that begins in this moment finds none,
    and makes it anew, but never half of one.

    Args:
        own: The folder that stays.
        now: Seconds since 1970, as files are dated.
    """
    with suppress(OSError):
        for folder in sorted(own.parent.iterdir()):
            if folder == own or not _FORMER.fullmatch(folder.name):
                continue
            with suppress(OSError):
                if now - folder.stat().st_mtime > UNUSED_S:
                    aside = folder.with_name(f"{folder.name.removesuffix('-old')}-old")
                    shutil.rmtree(folder.rename(aside), ignore_errors=True)


FOLDER, KEPT = _choose_folder()
"""Where compiled code lies, and whether it will still be there next time."""

numba.config.CACHE_DIR = str(FOLDER)  # type: ignore[attr-defined]


def _load_without_blas() -> None:
    """Load Numba's array functions without SciPy's linear algebra.

    They ask whether BLAS is there as soon as they are loaded, with the first kernel, and importing it takes
    as long as importing Numba itself. No kernel here needs it. Whoever else compiles a product of matrices in
    this process still gets it: only the question is left out.
    """
    from numba.np import linalg

    if hasattr(linalg, "ensure_blas") and "numba.np.arraymath" not in sys.modules:
        ask = linalg.ensure_blas
        linalg.ensure_blas = lambda: None
        try:
            from numba.np import arraymath
        finally:
            linalg.ensure_blas = ask
        arraymath.ensure_blas = ask  # type: ignore[attr-defined]


def _store_of(function: Callable[..., Any]) -> Any:
    """Numba's store of one kernel, read without what compiling needs.

    Numba gets ready to compile before it looks whether something is kept: it loads every array function that
    it knows, which takes several times as long as reading all kernels. Kept code asks for memory and nothing
    else. What does have to be compiled makes Numba ready by itself.
    """
    store: Any = FunctionCache(function)  # type: ignore[no-untyped-call]
    if not KNOWN:
        _load_without_blas()
        return store

    def load(signature: Any, target: Any) -> Any:
        for name, address in _nrt_python.c_helpers.items():
            ll.add_symbol(name if name.startswith("_") else f"NRT_{name}", address)
        with store._guard_against_spurious_io_errors():
            found = store._load_overload(signature, target)
        if found is None:
            _load_without_blas()
        return found

    def save(signature: Any, made: Any) -> None:
        """Keep what Python needs to call it.

        Left out are its body, of which only a function that calls this one would ask more than the name, and
        the places of constants of functions that have none.
        """
        if store._enabled and store._impl.check_cachable(made):
            store._impl.locator.ensure_cache_path()
            (name, kind, (code, _)), *rest, others = store._impl.reduce(made)
            stub = f'define void @"{made.fndesc.llvm_cpython_wrapper_name}"() {{ ret void }}'
            body = name, kind, (code, ll.parse_assembly(stub).as_bitcode())
            kept = body, *rest, tuple(other for other in others if other.consts)
            store._cache_file.save(store._index_key(signature, made.codegen), kept)

    store.load_overload, store._save_overload = load, save
    return store


def _keep_memory() -> None:
    """Let glibc keep what is freed, up to `KEPT_BYTES`, for the next world.

    Each world fills tables of tens of megabytes. Left alone, glibc gives them back and asks for them again,
    and the system clears every page: an eighth of the time that sensors and trackers take. Where there is no
    such setting (other systems' libraries), nothing is done.
    """
    with suppress(OSError, AttributeError, TypeError):
        ask = ctypes.CDLL(None).mallopt
        ask(_MMAP_THRESHOLD, KEPT_BYTES // 4)
        ask(_TRIM_THRESHOLD, KEPT_BYTES)


_keep_memory()


def kernel(signature: str) -> Callable[[Function], Function]:
    """Mark an entry that Python calls; compiled at import, or read from disk.

    Args:
        signature: Numba's signature. Explicit, so that a wrong dtype or a strided view is an error and not
            a silent second compile.
    """

    def mark(function: Function) -> Function:
        entry: Any = numba.njit(nogil=True, error_model="numpy")(function)
        if numba.config.DISABLE_JIT:  # type: ignore[attr-defined]
            return cast(Function, entry)
        try:
            entry._cache = _store_of(function)
            entry.compile(signature)
        except OSError:  # the disk that it would be kept on is full
            entry._cache = NullCache()
            entry.compile(signature)
        entry.disable_compile()
        return cast(Function, entry)

    return mark


def device(function: Function) -> Function:
    """Mark a function that kernels call."""
    compile_later: Any = numba.njit(nogil=True, error_model="numpy")(function)
    if numba.config.DISABLE_JIT:  # type: ignore[attr-defined]
        return cast(Function, compile_later)
    ask = compile_later.get_call_template
    plain: Callable[[Any], Any] = numba.types.unliteral

    def without_literals(arguments: Sequence[Any], named: dict[str, Any]) -> Any:
        """Numba would compile a function anew for every constant that someone hands it."""
        return ask([plain(argument) for argument in arguments], named)

    compile_later.get_call_template = without_literals
    return cast(Function, compile_later)


def ready(module: str) -> None:
    """Note that a module's kernels are compiled and kept; called at the end of each `kernels.py`."""
    with suppress(OSError):
        (FOLDER / f"{module}.ready").touch()


def is_cold(module: str) -> bool:
    """Whether importing this module of kernels will compile it first."""
    return not (FOLDER / f"{module}.ready").exists()


_beside: subprocess.Popen[bytes] | None = None


def compile_beside(*modules: str) -> None:
    """Let a second process compile kernels that will be needed later, while this one has other work.

    Does nothing where they are compiled already, cannot be kept, or there is one processor.
    """
    global _beside
    cold = [module for module in modules if is_cold(module)]
    if not cold or not KEPT or threads() < 2 or _beside is not None:
        return
    program = "import importlib\n" + "\n".join(f"importlib.import_module({module!r})" for module in cold)
    quiet = subprocess.DEVNULL
    try:
        _beside = subprocess.Popen(
            [sys.executable, "-c", program], stdin=quiet, stdout=quiet, stderr=quiet,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(part for part in sys.path if part)},
        )  # fmt: skip
    except OSError:
        return
    atexit.register(_end_beside)


def wait_for(module: str) -> None:
    """Wait while a second process compiles this module; if it ends without, the import compiles."""
    while _beside is not None and _beside.poll() is None and is_cold(module):
        time.sleep(0.02)


def _end_beside() -> None:
    if _beside is not None and _beside.poll() is None:
        _beside.kill()
        _beside.wait()


def threads() -> int:
    """How many threads to use."""
    named = os.environ.get(THREADS_SETTING, "")
    return max(1, int(named)) if named.isdigit() else os.cpu_count() or 1


def over(work: Callable[[int, int], None], count: int, size: int, watch: Watch = SILENT) -> None:
    """Call `work(first, last)` for every chunk of `count` things, on all threads.

    Chunks have a fixed size, not one that depends on the number of cores, and each call writes its own
    slots: the bytes of the result do not depend on the number of threads.

    Args:
        work: Handles things from `first` to `last`, without `last`; must free the interpreter lock.
        count: How many things there are.
        size: How many things a chunk holds.
        watch: Asked between chunks.

    Raises:
        Stopped: The watch asked to stop.
    """
    chunks = [(first, min(first + size, count)) for first in range(0, count, size)]
    workers = 1 if getattr(_thread, "busy", False) else min(threads(), len(chunks))
    if workers <= 1:
        for first, last in chunks:
            check(watch)
            work(first, last)
        return

    def one(chunk: tuple[int, int]) -> None:
        if not watch.stopping():
            work(*chunk)

    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(one, chunks))
    check(watch)


_thread = threading.local()
"""Whether this thread is one of several that each do a whole thing; it does not divide its work again."""


def ahead(work: Callable[[Thing], Result], things: Iterable[Thing], at_once: int) -> Iterator[Result]:
    """Results of `work` in the order of the things, some of which are worked on at the same time.

    Each result is the same as if it were made alone. No more than `at_once` are being made or waiting.

    Args:
        work: Makes one result; must free the interpreter lock where it is slow.
        things: What is worked on.
        at_once: How many at the same time; 1: one after another, each on all threads.
    """
    if at_once <= 1:
        yield from map(work, things)
        return

    def alone(thing: Thing) -> Result:
        _thread.busy = True
        return work(thing)

    waiting: deque[Future[Result]] = deque()
    with ThreadPoolExecutor(at_once) as pool:
        try:
            for thing in things:
                waiting.append(pool.submit(alone, thing))
                if len(waiting) >= at_once:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for one in waiting:
                one.cancel()


def joined(parts: Mapping[int, NDArray[np.float64]]) -> NDArray[np.float64]:
    """Parts of a table below one another, in the order of their keys (rows, columns); copied on all threads.

    Args:
        parts: Rows that chunks wrote (rows, columns), by where the chunk began; at least one.
    """
    whole = [parts[begin] for begin in sorted(parts)]
    ends = np.cumsum([len(part) for part in whole])
    table = np.empty((int(ends[-1]), whole[0].shape[1]))

    def work(first: int, last: int) -> None:
        for part, end in zip(whole[first:last], ends[first:last], strict=True):
            table[end - len(part) : end] = part

    over(work, len(whole), 4)
    return table
