"""A figure: a number with its doubt and its source.

In a file a figure is a bare number or a mapping `{value, low, high, shape, moves_with, source, where}`. The
objects keep the user's numbers under the user's names and units; nothing here converts.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ModelWrapValidatorHandler,
    SerializerFunctionWrapHandler,
    WithJsonSchema,
    model_serializer,
    model_validator,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

ASSUMED = "assumed"
"""What a figure without a public source says instead of a bibliography key."""

Path = tuple[str | int, ...]
"""Where something stands in plain data: `("stages", 0, "dry_mass_kg")`."""


_LEAST, _MOST = 1e-30, 1e30
"""Numbers lie below, what is more than zero above, whatever the unit: squares and quotients stay numbers."""


class Spec(BaseModel):
    """What every part of the language is: frozen, and strict about keys."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=True, defer_build=True)

    def as_written(self) -> dict[str, Any]:
        """The plain data that make this object again: bare numbers bare, defaults left out."""
        return self.model_dump(mode="python", by_alias=True, exclude_unset=True)


def _number(given: Any) -> int | float:
    """Let plain finite numbers through as they are; explain everything else."""
    if isinstance(given, bool) or not isinstance(given, (int, float)):
        if given is None:
            raise PydanticCustomError("not_a_number", "A number is missing here.")
        if isinstance(given, str) and given[:1].isdigit() and not given[-1:].isdigit():
            raise PydanticCustomError(
                "not_a_number", "Write the number alone: its unit stands at the end of the key."
            )
        raise PydanticCustomError("not_a_number", "A number is expected here.")
    if not math.isfinite(given):
        raise PydanticCustomError(
            "not_finite", "A number must be finite: NaN and infinity mean nothing here."
        )
    if abs(given) > _MOST:
        raise PydanticCustomError("out_of_range", "This number is greater than anything that is measured.")
    return given


def _whole(given: Any) -> int:
    """Let whole numbers through, 1e3 among them."""
    number = _number(given)
    if number != int(number):
        raise PydanticCustomError("not_whole", "A whole number is expected here.")
    return int(number)


if TYPE_CHECKING:
    Number = float
    Whole = int
else:
    Number = Annotated[Any, BeforeValidator(_number), WithJsonSchema({"type": "number"})]
    Whole = Annotated[Any, BeforeValidator(_whole), WithJsonSchema({"type": "integer"})]


class Figure(Spec):
    """A number, the hard ends of what it may be, and where it comes from."""

    value: Number = Field(description="The number itself, in the unit that the key ends in.")
    low: Number | None = Field(None, description="The least it may be: a hard end.")
    high: Number | None = Field(None, description="The most it may be: a hard end.")
    shape: Literal["triangular", "uniform", "log_uniform", "pert"] = Field(
        "triangular", description="How it is drawn between its ends; triangular and pert peak at the value."
    )
    moves_with: str = Field("", description="Name of a group of figures that are drawn together.")
    source: str = Field("", description="A key of sources.bib, or `assumed` (then a range is needed).")
    where: str = Field("", description="Page, table or equation in the source, or how it was derived.")

    @property
    def ends(self) -> tuple[float, float]:
        """Low and high, both the value where no range is given."""
        low = self.value if self.low is None else self.low
        high = self.value if self.high is None else self.high
        return low, high

    @model_validator(mode="wrap")
    @classmethod
    def _number_or_mapping(cls, given: Any, handler: ModelWrapValidatorHandler[Figure]) -> Figure:
        if isinstance(given, Figure):
            return given
        if not isinstance(given, dict):
            return handler({"value": given})
        figure = handler(given)
        figure._check_range()
        return figure

    def _check_range(self) -> None:
        """Refuse a range that is half there or out of order."""
        if (self.low is None) != (self.high is None):
            raise PydanticCustomError("half_range", "A range has two ends: give both low and high.")
        if self.low is None or self.high is None:
            return
        if self.low > self.high:
            raise _of_part("low", "range_order", "The low end lies above the high end.")
        if not self.low <= self.value <= self.high:
            raise _of_part("value", "range_order", "The value lies outside its own range, low to high.")
        if self.shape == "log_uniform" and self.low <= 0:
            raise _of_part("low", "log_range", "A log_uniform figure needs a low end above zero.")

    @model_serializer(mode="wrap")
    def _bare_again(self, handler: SerializerFunctionWrapHandler) -> Any:
        if self.model_fields_set == {"value"}:
            return self.value
        return handler(self)

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        reference = handler(core)
        written = handler.resolve_ref_schema(reference)
        if "anyOf" not in written:
            mapping = dict(written)
            written.clear()
            written.update(
                title="Figure",
                description="A number, or a number with its range and source.",
                anyOf=[{"type": "number"}, mapping],
            )
        return reference


def _of_part(part: str, kind: str, message: str) -> PydanticCustomError:
    """An error about one key inside a figure's mapping."""
    return PydanticCustomError(kind, message, {"part": part})


@dataclass(frozen=True)
class Bounds:
    """What a number may be; on a figure it holds for value, low and high.

    Attributes:
        low, high: Hard ends, in the unit of the key; None for none.
        above: Whether the low end itself is out.
        says: The sentence shown when a number lies outside.
    """

    low: float | None
    high: float | None
    says: str
    above: bool = False

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self.check, handler(source))

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        written = dict(handler(core))
        if "$ref" in written:
            return written
        if self.low is not None:
            written["exclusiveMinimum" if self.above else "minimum"] = self.low
        if self.high is not None:
            written["maximum"] = self.high
        return written

    def check(self, given: Any) -> Any:
        """Return what was given, or raise with the sentence."""
        if not isinstance(given, Figure):
            if not self.holds(given):
                raise PydanticCustomError("out_of_range", self.says)
            return given
        for part in ("value", "low", "high"):
            number = getattr(given, part)
            if number is not None and not self.holds(number):
                raise _of_part(part, "out_of_range", self.says)
        return given

    def holds(self, number: float) -> bool:
        """Whether a number lies inside; NaN lies nowhere."""
        if number != number or (self.above and self.low is not None and number < self.low + _LEAST):
            return False
        return (self.low is None or number >= self.low) and (self.high is None or number <= self.high)


POSITIVE = Bounds(0, None, "This must be more than zero.", above=True)
NON_NEGATIVE = Bounds(0, None, "This cannot be negative.")
SHARE = Bounds(0, 1, "This lies between 0 and 1.")
SOME_SHARE = Bounds(0, 1, "This is more than 0 and at most 1.", above=True)
LATITUDE = Bounds(-90, 90, "A latitude lies between -90 and 90 degrees.")
LONGITUDE = Bounds(-180, 360, "A longitude lies between -180 and 360 degrees, east positive.")
AZIMUTH = Bounds(
    0, 360, "An azimuth lies between 0 and 360 degrees, clockwise from north; 0 to 360 is all round."
)
ELEVATION = Bounds(-90, 90, "An elevation lies between -90 and 90 degrees.")
AT_LEAST_ONE = Bounds(1, None, "This is at least 1.")
COUNTABLE = Bounds(None, 1_000_000, "This is at most 1,000,000.")

Positive = Annotated[Figure, POSITIVE]
NonNegative = Annotated[Figure, NON_NEGATIVE]
Share = Annotated[Figure, SHARE]
SomeShare = Annotated[Figure, SOME_SHARE]
Elevation = Annotated[Figure, ELEVATION]
Azimuth = Annotated[Figure, AZIMUTH]
Longitude = Annotated[Figure, LONGITUDE]
PositiveNumber = Annotated[Number, POSITIVE]
NonNegativeNumber = Annotated[Number, NON_NEGATIVE]
LatitudeNumber = Annotated[Number, LATITUDE]
AzimuthNumber = Annotated[Number, AZIMUTH]
LongitudeNumber = Annotated[Number, LONGITUDE]
CountOfOne = Annotated[Whole, AT_LEAST_ONE, COUNTABLE]
CountOfNone = Annotated[Whole, NON_NEGATIVE, COUNTABLE]


def between(low: float, high: float) -> Bounds:
    """Bounds with a sentence that names both ends."""
    return Bounds(low, high, f"This lies between {low:g} and {high:g}.")


def walk(spec: Spec, path: Path = ()) -> Iterator[tuple[Path, Figure]]:
    """Every figure inside a spec, with its path, in the order of the fields."""
    for name in type(spec).model_fields:
        yield from _walk_value(getattr(spec, name), (*path, name))


def _walk_value(value: Any, path: Path) -> Iterator[tuple[Path, Figure]]:
    if isinstance(value, Figure):
        yield path, value
    elif isinstance(value, Spec):
        yield from walk(value, path)
    elif isinstance(value, tuple):
        for place, item in enumerate(value):
            yield from _walk_value(item, (*path, place))


Life = Annotated[Figure, between(0.1, 1_000)]
"""Years that something serves; what is worn out is bought again, so often that less could not be counted."""

Wait = Annotated[Figure, between(0, 100)]
"""Years that pass until something is there."""
