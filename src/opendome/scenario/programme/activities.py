"""What there is to do before a thing stands: activities, and paths of a library that hold typical ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from opendome.scenario.equipment import ONE_OR_MANY, Equipment, Text
from opendome.scenario.figures import SOME_SHARE, Figure, NonNegative, Number, Positive, Spec, Whole, between
from opendome.scenario.programme.costs import FiscalYear

ActivityKind = Literal[
    "development", "test", "production", "launch", "site", "training", "environment", "milestone"
]
DELIVERY = ("production", "launch")
"""Kinds whose length follows from how many units there are."""

Readiness = Annotated[Whole, between(1, 9)]
Ids = Annotated[tuple[Text, ...], *ONE_OR_MANY]
Common = Annotated[Figure, between(0, 1)]
PartOfUnits = Annotated[Number, SOME_SHARE]

SHARED = Figure(
    value=0.3, low=0.0, high=0.6, source="assumed", where="no published correlation of durations was found"
)
"""How much of what is not known about durations is common to a programme, where nobody says."""


class Activity(Spec):
    """One thing to be done, and what it waits for."""

    id: Text = Field(description="Short name that others wait for.")
    name: Text = Field(description="What it is called.")
    kind: ActivityKind = Field(description="What is done.")
    duration_year: NonNegative | None = Field(
        None,
        description="How long it takes. Production without one takes as long as its units; with one and "
        "without a share it is lead time and delivers nothing. A launch takes at least so long.",
    )
    share_fraction: PartOfUnits | None = Field(
        None, description="Of production and launch: share of all units; absent: what the others leave."
    )
    after: Ids = Field((), description="Ids of what must have ended before it begins.")
    ends_after: Ids = Field(
        (), description="Ids of what it may run alongside, and what must have ended before it ends."
    )
    readiness_from_count: Readiness | None = Field(
        None, description="Technology readiness level at its start, 1 to 9."
    )
    readiness_to_count: Readiness | None = Field(
        None, description="Technology readiness level at its end, 1 to 9."
    )
    not_before_year: FiscalYear | None = Field(
        None, description="Fiscal year before which it does not begin."
    )
    promised_year: FiscalYear | None = Field(
        None, description="Of a milestone: fiscal year by whose end it is promised, to be held against."
    )
    note: str = Field("", description="Anything a reader should know, in words.")

    @property
    def delivers(self) -> bool:
        """Whether units come of it."""
        timed = self.duration_year is not None and self.share_fraction is None
        return self.kind == "launch" or (self.kind == "production" and not timed)

    @model_validator(mode="after")
    def _is_whole(self) -> Activity:
        milestone = self.kind == "milestone"
        if milestone and self.duration_year is not None:
            raise _wrong("A milestone takes no time: it is reached when what it waits for has ended.",
                         "duration_year")  # fmt: skip
        if milestone and not (self.after or self.ends_after):
            raise _wrong("A milestone has a cause: say what it comes after.", "kind")
        if not milestone and self.kind not in DELIVERY and self.duration_year is None:
            raise _wrong("How long it takes is missing here: duration_year.", "kind")
        if self.share_fraction is not None and self.kind not in DELIVERY:
            raise _wrong("Only production and launch have a share of the units.", "share_fraction")
        if self.promised_year is not None and not milestone:
            raise _wrong("Only a milestone is promised.", "promised_year")
        levels = self.readiness_from_count, self.readiness_to_count
        if levels[0] is not None and levels[1] is not None and levels[1] < levels[0]:
            raise _wrong("Its readiness falls: the level at the end lies below the one at the start.",
                         "readiness_to_count")  # fmt: skip
        return self


class ActivityChange(Spec):
    """A further activity of a programme, or what it changes in one of a path."""

    id: Text = Field(description="ELEMENT/ACTIVITY for one of a path, as gbi/develop; a name for a new one.")
    name: Text | None = Field(None, description="What it is called; needed for a new one.")
    kind: ActivityKind | None = Field(None, description="What is done; needed for a new one.")
    duration_year: NonNegative | None = Field(None, description="How long it takes.")
    share_fraction: PartOfUnits | None = Field(None, description="Share of the units of its element.")
    after: Ids | None = Field(
        None, description="Ids of what must have ended before it begins; of another element as gbi/develop."
    )
    ends_after: Ids | None = Field(None, description="Ids of what must have ended before it ends.")
    readiness_from_count: Readiness | None = Field(None, description="Technology readiness at its start.")
    readiness_to_count: Readiness | None = Field(None, description="Technology readiness at its end.")
    not_before_year: FiscalYear | None = Field(
        None, description="Fiscal year before which it does not begin."
    )
    promised_year: FiscalYear | None = Field(
        None, description="Of a milestone: fiscal year by whose end it is promised."
    )
    note: str = Field("", description="Anything a reader should know, in words.")


class ScheduleSpec(Spec):
    """What all elements of a programme share in their dates."""

    paths: dict[str, Text] = Field(
        {}, description="Paths to take for equipment: {gbi: silo-site}; absent: that of its cost entry."
    )
    launches_per_year_count: Positive | None = Field(
        None, description="Launches in a year, which all elements share; absent: launches never hold it up."
    )
    lifted_mass_kg: Positive | None = Field(
        None,
        description="What one launch brings to orbit, over the mass of a unit; absent: as the path says.",
    )
    shared_doubt_fraction: Common = Field(
        SHARED, description="Share of what is not known about durations that is common to all of them."
    )


class ActivityPath(Equipment):
    """Activities that are typical of a thing, from the decision to the day it stands."""

    kind: Literal["path"] = Field(description="What the file describes.")
    activities: tuple[Activity, ...] = Field(min_length=1, description="What there is to do.")
    produced_per_year_count: Positive | None = Field(
        None,
        description="Units made in a year at full rate; absent: the first set in first_set_duration_year.",
    )
    first_set_duration_year: Positive | None = Field(
        None, description="Years to make the first set at full rate, where no rate is known."
    )
    ramp_duration_year: NonNegative | None = Field(
        None, description="From the first unit to full rate; absent: full rate at once."
    )
    ramp: Literal["even", "learning"] = Field(
        "even", description="even: the rate rises by as much each month; learning: as an S."
    )
    units_per_launch_count: Positive | None = Field(None, description="Units that one launch carries.")
    references: tuple[Text, ...] = Field(
        (), description="Ids of programmes like it, printed beside a result."
    )

    @model_validator(mode="after")
    def _network(self) -> ActivityPath:
        ids = [one.id for one in self.activities]
        for place, one in enumerate(self.activities):
            if one.id in ids[:place]:
                raise _wrong("Another activity has this id already.", ("activities", place, "id"))
            if "/" in one.id:
                raise _wrong("An id of a path has no stroke: that is put before it by its element.",
                             ("activities", place, "id"))  # fmt: skip
            for key in ("after", "ends_after"):
                for name in getattr(one, key):
                    if name not in ids and "/" not in name:
                        said = f"No activity here has the id {name}: they are {', '.join(ids)}."
                        raise _wrong(said, ("activities", place, key))
        around = loop_of(self.activities)
        if around:
            where = ("activities", ids.index(around[0]))
            raise PydanticCustomError("activity_loop", loop_words(around), {"part": where})
        self._shares()
        return self

    def _shares(self) -> None:
        """Refuse shares of the units that come to more or less than all of them."""
        for place, said in shares_off(self.activities):
            raise _wrong(said, ("activities", place, "share_fraction"))


def shares_off(activities: Sequence[Activity]) -> Iterator[tuple[int, str]]:
    """Place of the last of the activities of one element whose shares miss all units, and what to say."""
    for kind in DELIVERY:
        given = [
            (place, one.share_fraction)
            for place, one in enumerate(activities)
            if one.kind == kind and one.delivers
        ]
        shares = [share for _, share in given if share is not None]
        whole = len(shares) == len(given)
        if given and (sum(shares) > 1.0 + 1e-9 or (whole and sum(shares) < 1.0 - 1e-9)):
            yield given[-1][0], f"Shares of {kind} come to {sum(shares):g}, not to all units."


def _wrong(message: str, part: str | tuple[str | int, ...]) -> PydanticCustomError:
    return PydanticCustomError("activity", message, {"part": part})


def loop_of(activities: Sequence[Activity]) -> list[str]:
    """Ids of activities that wait for one another, the first of them again at the end; none where none do."""
    waits = {one.id: (*one.after, *one.ends_after) for one in activities}
    if not any(waits.values()):
        return []
    from opendome.records.network import loop

    return loop(waits)


def loop_words(around: Sequence[str]) -> str:
    """What to say about activities that wait for one another."""
    chain = [f"{after} waits for {before}" for before, after in pairwise(around)]
    return f"These activities wait for one another: {', '.join(reversed(chain))}."
