"""Where what can be made again is kept between runs."""

from __future__ import annotations

import os
from pathlib import Path

SETTING = "OPENDOME_CACHE_DIR"
"""The setting that names another folder for it."""


def base() -> Path:
    """The user's own folder for it, which need not exist."""
    named = os.environ.get(SETTING)
    if named:
        return Path(named)
    import platformdirs

    return Path(platformdirs.user_cache_dir("opendome", appauthor=False))
