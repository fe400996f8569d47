"""What all questions share: the options of every command."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field

from opendome.errors import InputError, Problem

if TYPE_CHECKING:
    from opendome.scenario.library import Library


class Question(BaseModel):
    """Options that every command takes."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, allow_inf_nan=False)

    library: tuple[str, ...] = Field(
        (),
        description="A folder with equipment files of your own; may be given again.",
        json_schema_extra={"metavar": "DIR", "common": True},
    )
    settings: tuple[str, ...] = Field(
        (),
        alias="set",
        description="Change one value before checks, as raid.0.count=8; may be given again.",
        json_schema_extra={"metavar": "PATH=VALUE", "common": True},
    )
    seed: int = Field(
        1,
        ge=0,
        le=2**63 - 1,
        description="Start of all chance: the same seed gives the same bytes.",
        json_schema_extra={"metavar": "N", "common": True},
    )
    out: str | None = Field(
        None,
        description="Folder that files are written below.",
        json_schema_extra={"metavar": "DIR", "common": True},
    )

    def open_library(self) -> Library:
        """The packaged library and the user's own folders.

        Raises:
            InputError: A folder is not there.
        """
        from opendome.scenario.library import Library

        return Library(tuple(Path(folder) for folder in self.library))

    def inputs(self) -> dict[str, Any]:
        """What was used, after defaults: the options by their names, without where files go."""
        return self.model_dump(mode="json", by_alias=True, exclude={"out"})


def wrong_options(message: str, remedy: str, key: str | None = None) -> InputError:
    """The error for options that contradict one another, or of which one is missing."""
    return InputError(Problem(kind="options", message=message, remedy=remedy, key=key))
