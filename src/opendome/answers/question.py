"""What all questions and answers share: common options, envelope, bands, numbers that do not exist."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

import opendome
from opendome.errors import InputError, Problem

if TYPE_CHECKING:
    from opendome.outcomes.bands import Band as WorldBand
    from opendome.scenario.library import Library

DIGITS = 9
"""Significant digits of numbers in answers: what holds on every kind of machine."""


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


class Part(BaseModel):
    """A part of an answer."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


def _exists(given: Any) -> Any:
    return None if isinstance(given, float) and not math.isfinite(given) else given


Maybe = Annotated[float | None, BeforeValidator(_exists)]
"""A number that may not exist; NaN and infinity become None."""


class Band(Part):
    """A mean over what is not known, and its 5th and 95th percentile."""

    value: Maybe
    low: Maybe
    high: Maybe

    @classmethod
    def of(cls, band: WorldBand, factor: float = 1.0) -> Band:
        """The band of numbers in SI, in the unit that is `1 / factor` SI."""
        return cls(value=band.value * factor, low=band.low * factor, high=band.high * factor)


class Estimate(Band):
    """A band, and one sigma of the Monte Carlo's own error of its mean."""

    sampling_error: Maybe

    @classmethod
    def of(cls, band: WorldBand, factor: float = 1.0) -> Estimate:
        """The estimate of numbers in SI, in the unit that is `1 / factor` SI."""
        ends = {name: getattr(band, name) * factor for name in ("value", "low", "high", "sampling_error")}
        return cls(**ends)


class Place(Part):
    """A place on the ground."""

    lat_deg: float
    lon_deg: float


class Answer(Part):
    """What every answer has; the keys of the result stand between `inputs` and `sentence`."""

    FIRST: ClassVar[tuple[str, ...]] = ("opendome", "command", "inputs")
    LAST: ClassVar[tuple[str, ...]] = ("sentence", "warnings", "sources")

    opendome: str = Field(default_factory=lambda: opendome.__version__)
    command: str
    inputs: dict[str, Any]
    sentence: str
    warnings: list[str]
    sources: list[str]

    def left_out(self) -> set[str]:
        """Keys of what was not asked for."""
        return set()

    def document(self, name_nulls: bool = True) -> dict[str, Any]:
        """The answer as plain data, in the contract's order: no NaN, numbers to nine digits.

        Args:
            name_nulls: Add a warning that names every number that does not exist.
        """
        whole = self.model_dump(mode="python", by_alias=True, exclude=self.left_out())
        middle = [key for key in whole if key not in (*self.FIRST, *self.LAST)]
        missing: list[str] = []
        found = {key: _plain(whole[key], key, missing) for key in (*self.FIRST, *middle, *self.LAST)}
        names = sorted({name for name in missing if not name.startswith(("inputs", *self.LAST))})
        if names and name_nulls:
            said = f"Null stands for what does not exist here: {', '.join(names)}."
            found["warnings"] = [*found["warnings"], said]
        return found


def _plain(value: Any, name: str, missing: list[str]) -> Any:
    """Plain data with nine digits; names of what does not exist are gathered in `missing`."""
    if isinstance(value, dict):
        return {str(key): _plain(item, f"{name}.{key}", missing) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item, name, missing) for item in value]
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        missing.append(name)
        return None
    if isinstance(value, float):
        return float(f"{value:.{DIGITS}g}")
    return value


def wrong_options(message: str, remedy: str, key: str | None = None) -> InputError:
    """The error for options that contradict one another, or of which one is missing."""
    return InputError(Problem(kind="options", message=message, remedy=remedy, key=key))
