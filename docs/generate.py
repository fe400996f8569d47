"""Write the pages that are made from the code: `python docs/generate.py`.

`--check` writes nothing and names the stale ones; with `--quick` it leaves out what commands print, which
takes most of the time. `--pictures` draws the pictures of the pages anew as well.
"""

from __future__ import annotations

import sys
from pathlib import Path

DOCS = Path(__file__).resolve().parent
sys.path.insert(0, str(DOCS))

from makers import (  # noqa: E402
    campaigns,
    commands,
    inventories,
    language,
    library,
    models,
    performance,
    prices,
    shown,
    validation,
)


def pages(quick: bool = False) -> dict[Path, str]:
    """Every generated page, with the text that it should hold; quickly, without what commands print."""
    printed = {} if quick else shown.transcripts()
    made = {
        "campaigns.md": campaigns.page(DOCS / "campaigns.json"),
        "commands.md": commands.page(),
        "inventories.md": inventories.page(),
        "performance.md": performance.page(DOCS / "performance.json"),
        "validation.md": validation.page(DOCS / "validation.json"),
        **{f"{name}.md": text for name, text in library.pages().items()},
        **{f"language/{name}.md": text for name, text in language.pages().items()},
        **models.pages(DOCS),
        **{f"shown/{name}": text for name, text in printed.items()},
    }
    return {DOCS / name: text for name, text in made.items()}


def main() -> int:
    """Write the pages, or with `--check` name those that are stale."""
    quick = {"--check", "--quick"} <= set(sys.argv[1:])
    made = pages(quick)
    stale = [path for path, text in made.items() if not path.exists() or path.read_text("utf8") != text]
    folders = [DOCS / "language", DOCS / "library", *([] if quick else [DOCS / "shown"])]
    there = [path for folder in folders for path in sorted(folder.glob("*")) if path.name != "index.md"]
    left = [path for path in there if path not in made]
    if "--check" in sys.argv[1:]:
        for path in [*stale, *left]:
            print(f"{path.relative_to(DOCS.parent)} is not what the code says. Run: python docs/generate.py")
        return 1 if stale or left else 0
    for path in stale:
        path.parent.mkdir(exist_ok=True)
        path.write_text(made[path], encoding="utf8", newline="\n")
        print(f"wrote {path.relative_to(DOCS.parent)}")
    for path in left:
        path.unlink()
        print(f"removed {path.relative_to(DOCS.parent)}")
    if "--pictures" in sys.argv[1:]:
        drawn = shown.pictures(DOCS / "pictures")
        drawn += performance.pictures(DOCS / "performance.json", DOCS / "pictures")
        drawn += inventories.pictures(DOCS / "pictures")
        drawn += prices.draw(DOCS / "pictures")
        for path in drawn:
            print(f"drew {path.relative_to(DOCS.parent)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
