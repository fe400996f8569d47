"""JSON Schema files for editors, made from the specs: `python -m opendome.scenario.schema`."""

from __future__ import annotations

import json
from pathlib import Path

from opendome.scenario.document import Scenario
from opendome.scenario.figures import Spec
from opendome.scenario.library import MODELS, SCHEMAS

SPECS: dict[str, type[Spec]] = {"scenario": Scenario, **{kind: model for kind, (_, model) in MODELS.items()}}
"""By name of the schema, what it describes."""


def schema_text(name: str) -> str:
    """The schema file of this name, as it must stand on the disk."""
    written = SPECS[name].model_json_schema(by_alias=True)
    written = {"$schema": "https://json-schema.org/draft/2020-12/schema", **written}
    return json.dumps(written, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def schema_file(name: str, folder: Path = SCHEMAS) -> Path:
    """Where the schema of this name stands."""
    return folder / f"{name}.schema.json"


def write_schemas(folder: Path = SCHEMAS) -> list[Path]:
    """Write every schema file anew."""
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for name in SPECS:
        file = schema_file(name, folder)
        file.write_text(schema_text(name), encoding="utf8", newline="\n")
        files.append(file)
    return files


if __name__ == "__main__":
    write_schemas()
