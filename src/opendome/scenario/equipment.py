"""What all entries of a library share, and the forms that keys take."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, PlainSerializer, PrivateAttr
from pydantic.functional_validators import AfterValidator
from pydantic_core import PydanticCustomError

from opendome.scenario.figures import Figure, Path, Spec, Whole


def _text(given: str) -> str:
    if not given.strip():
        raise PydanticCustomError("empty_text", "A text is missing here.")
    return given


Text = Annotated[str, AfterValidator(_text)]
"""A text that says something."""


def _as_list(given: Any) -> Any:
    return given if isinstance(given, (list, tuple)) else [given]


def _as_one(given: tuple[Any, ...]) -> Any:
    # the serializer runs on already validated items; one of them is written without a list
    written = [item.as_written() if isinstance(item, Spec) else item for item in given]
    return written[0] if len(written) == 1 else written


ONE_OR_MANY = (BeforeValidator(_as_list, json_schema_input_type=Any), PlainSerializer(_as_one))
"""A key that accepts one item or a list of them."""


LANGUAGE = 1
"""Version of the language; it grows when a key changes meaning."""


def _version(given: int) -> int:
    if given != LANGUAGE:
        raise PydanticCustomError(
            "version",
            f"This file is written in version {given} of the language; here version {LANGUAGE} is read.",
        )
    return given


Version = Annotated[Whole, AfterValidator(_version)]


class Equipment(Spec):
    """One entry of a library: its name, and the source that its bare numbers inherit."""

    opendome: Version = Field(LANGUAGE, description="Version of the language this file is written in.")
    name: Text = Field(description="What the entry is called, in words.")
    source: str = Field(
        "", description="A key of sources.bib, or `assumed`; figures without their own source inherit it."
    )
    where: str = Field("", description="Page or table in that source; inherited together with it.")
    note: str = Field("", description="Anything a reader should know, in words.")
    replaces: str = Field("", description="Id of the library entry that this one takes the place of.")

    _overrides: Mapping[str, Any] = PrivateAttr(default_factory=dict)

    def source_of(self, path: Path, figure: Figure) -> tuple[str, str]:
        """Source and place in it of a figure at this path of the entry.

        A figure's own source wins; what a scenario overrides does not inherit the entry's.
        """
        if figure.source:
            return figure.source, figure.where
        if overridden(self._overrides, path):
            return "", figure.where
        return self.source, figure.where or self.where


def overridden(overrides: Any, path: Path) -> bool:
    """Whether the number at this path was written by an override."""
    for step in path:
        if not isinstance(overrides, Mapping):
            return True
        key = step if step in overrides else str(step)
        if key not in overrides:
            return False
        overrides = overrides[key]
    return not isinstance(overrides, Mapping) or "value" in overrides
