"""Where campaigns keep what they found: a part each of `docs/campaigns.json`."""

from __future__ import annotations

import json
import platform
import subprocess
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "campaigns.json"
STATE = ROOT / "runs" / "campaigns"
"""What an interrupted campaign goes on from."""


@cache
def code() -> str:
    """The commit that was tried, and whether something was changed since."""
    try:
        said = subprocess.run(
            ["git", "describe", "--always", "--dirty", "--abbrev=9", "--exclude=*"],
            cwd=ROOT, capture_output=True, text=True, check=True,
        )  # fmt: skip
    except (OSError, subprocess.CalledProcessError):
        return "unknown"
    return said.stdout.strip()


def write(name: str, found: dict[str, Any]) -> None:
    """Put what a campaign found beside what others did."""
    page = json.loads(PAGE.read_text("utf8")) if PAGE.exists() else {}
    page[name] = {
        "on": datetime.now(UTC).date().isoformat(),
        "code": code(),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        **found,
    }
    text = json.dumps(page, indent=1, ensure_ascii=False, sort_keys=True)
    PAGE.write_text(text + "\n", encoding="utf8", newline="\n")
