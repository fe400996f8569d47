"""The command line. Light at the door: numerics are imported by the command that needs them."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from contextlib import suppress

from opendome.cli.letters import be_lenient
from opendome.errors import OpenDomeError

INTERRUPTED = 130
UNHEARD = (errno.ENOSPC, errno.EIO, errno.EFBIG, errno.EBADF, errno.ENXIO)
"""What the system says where standard output cannot be written; of files it is said in other words."""

TRACEBACK = "OPENDOME_TRACEBACK"
"""Set to 1, an unexpected error shows where it came from."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Args:
        arguments: Without the program's name; None takes those of the process.

    Returns:
        Exit status: 0 good, 1 a run failed, 2 bad input, 130 interrupted.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    be_lenient()
    try:
        status = _answered(given)
        sys.stdout.flush()
    except BrokenPipeError:
        # whoever read our output has enough; nothing more can be said there
        _say_no_more()
        return 0
    except OSError as trouble:
        _say_no_more()
        with suppress(OSError):
            print(f"What was to be said cannot be written: {trouble.strerror}.", file=sys.stderr)
        return 1
    return status


def _say_no_more() -> None:
    """Let what still waits to be printed go nowhere: Python would complain of it at its end."""
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, sys.stdout.fileno())


def _answered(given: list[str]) -> int:
    from opendome.cli import problems
    from opendome.cli.dispatch import dispatch

    try:
        return dispatch(given)
    except OpenDomeError as error:
        return problems.report(error, given)
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        raise
    except Exception as error:
        unheard = isinstance(error, OSError) and error.filename is None and error.errno in UNHEARD
        if unheard or os.environ.get(TRACEBACK) == "1":
            raise
        return problems.report_unexpected(error, given)
