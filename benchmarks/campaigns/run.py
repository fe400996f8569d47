"""Campaigns that try to break OpenDome: `python benchmarks/campaigns/run.py mutate`, and so on.

Each writes what it found into `docs/campaigns.json`, from which `docs/generate.py` makes the page Campaigns.
"""

from __future__ import annotations

import argparse
import sys
from importlib import import_module
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

CAMPAIGNS = {
    "mutate": "files damaged in a hundred thousand ways",
    "kills": "runs killed at any moment, and run again",
    "places": "a full disk, no home, no terminal, other languages",
    "pythons": "other versions of Python and of what OpenDome stands on",
    "threads": "other numbers of threads, and kernels that check their bounds",
    "epoch": "other dates: what may change, and what may not",
}


def main() -> int:
    """Run one campaign; 0 where nothing broke, 1 where something did."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parts = parser.add_subparsers(dest="campaign", required=True, metavar="CAMPAIGN")
    for name, about in CAMPAIGNS.items():
        import_module(name).add_options(parts.add_parser(name, help=about, description=about))
    asked = parser.parse_args()
    return int(import_module(asked.campaign).run(asked))


if __name__ == "__main__":
    sys.exit(main())
