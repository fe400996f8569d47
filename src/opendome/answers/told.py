"""One missile in one play, as a run folder holds it: the rows of every record that tell of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import inf
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from opendome.answers.kept import KeptRun
    from opendome.reports.idle import Fired

Row = dict[str, Any]


@dataclass(frozen=True)
class Told:
    """One missile in one play; times after the epoch [s].

    Attributes:
        run: The folder.
        number: Place of the missile in the raid, from 0.
        play: 0 is the reference play.
        world: In which the play was rolled; 0 is the reference world.
        fate, decided_by: Codes of `FATES` and `REASONS`.
    """

    run: KeptRun
    number: int
    play: int
    world: int
    fate: str
    decided_by: str

    @property
    def row(self) -> Row:
        """Its row of `by_threat`."""
        row: Row = self.run.answer["by_threat"][self.number]
        return row

    @property
    def threat_id(self) -> str:
        """Its id."""
        return str(self.row["threat_id"])

    @property
    def batteries(self) -> list[Row]:
        """Rows of `by_site`."""
        rows: list[Row] = self.run.answer["by_site"]
        return rows

    @property
    def warheads(self) -> int:
        """Targets that it is: its warheads, or one where all shots are at missiles on their way up."""
        if self.batteries and all(row.get("layer") == "boost" for row in self.batteries):
            return 1
        return int(self.row.get("warheads_count", 1))

    @cached_property
    def zero(self) -> float:
        """The first launch of the raid."""
        return min(float(row["launch_s"]) for row in self.run.answer["by_threat"])

    @cached_property
    def flight(self) -> list[Row]:
        """Its nodes that are events, as it flies in the reference world."""
        rows = self.rows("trajectories", threat_id=self.threat_id)
        return [row for row in rows if row["event"] != "node"]

    @cached_property
    def impact(self) -> Row | None:
        """The end of its flight in the reference world, if nobody shot; None where it never lands."""
        return next((row for row in self.flight if row["event"] == "impact"), None)

    @cached_property
    def all_shots(self) -> list[Fired] | None:
        """Every shot of the play in order of launch, at whatever missile; None where they are not kept."""
        from opendome.records.defence import member_of
        from opendome.records.engagements import KEPT_PLAYS
        from opendome.reports.idle import Fired

        if self.play > KEPT_PLAYS:
            return None
        rows = self.rows("engagements", play=self.play)
        fired = [member_of(row["shooter_id"], self._sites) for row in rows]
        return [
            Fired(
                battery=battery,
                satellite=satellite,
                layer=row["layer"],
                threat=row["threat_id"],
                thing=row["object"],
                decoy=row["decoy"],
                launch=row["launch_s"],
                meets=row["intercept_s"],
                hit=row["hit"],
            )
            for row, (battery, satellite) in zip(rows, fired, strict=True)
        ]

    @cached_property
    def shots(self) -> list[Fired]:
        """Shots at this missile in order of launch; none also where they are not kept."""
        return [shot for shot in self.all_shots or [] if shot.threat == self.threat_id]

    @cached_property
    def chances(self) -> dict[str, Row]:
        """By shooter, its opportunity against this missile in the play's world, where that is kept."""
        rows = self.rows("opportunities", world=self.world, threat_id=self.threat_id)
        return {row["shooter_id"]: row for row in rows}

    def site_of(self, shooter: str) -> str:
        """Id of the battery or constellation that a shooter belongs to."""
        from opendome.records.defence import member_of

        return member_of(shooter, self._sites)[0]

    @cached_property
    def _sites(self) -> frozenset[str]:
        return frozenset(str(row["battery"]) for row in self.batteries)

    def chance_of(self, site: str) -> tuple[Row | None, int]:
        """What a battery or constellation could do, and how many satellites of it could.

        Of a constellation the first launch is that of the satellite that could shoot first, and so on; where
        none could, the one that came nearest to it speaks.
        """
        from opendome.records.opportunities import CHANCE_LIMITS

        codes = list(CHANCE_LIMITS)
        mine = [row for name, row in self.chances.items() if self.site_of(name) == site]
        if not mine:
            return None, 0
        able = [row for row in mine if row["limit"] == "none"]
        if not able:
            return max(mine, key=lambda row: codes.index(row["limit"])), 0
        first, last = min(row["first_launch_s"] for row in able), max(row["last_launch_s"] for row in able)
        return {**able[0], "first_launch_s": first, "last_launch_s": last}, len(able)

    @cached_property
    def hit_at(self) -> dict[int, float]:
        """By warhead or decoy, when it is hit first."""
        found: dict[int, float] = {}
        for shot in self.shots:
            if shot.hit:
                found[shot.thing] = min(found.get(shot.thing, inf), shot.meets)
        return found

    @cached_property
    def stopping(self) -> Fired | None:
        """The shot that stops it: the first hit on the last of its warheads that is hit."""
        if not self.is_stopped:
            return None
        hits = [shot for shot in self.shots if shot.hit and not shot.decoy]
        first = [shot for shot in hits if shot.meets == self.hit_at[shot.thing]]
        return max(first, key=lambda shot: shot.meets, default=None)

    @property
    def is_stopped(self) -> bool:
        """Whether it is stopped."""
        return self.fate.startswith("intercepted")

    @cached_property
    def end(self) -> float | None:
        """When it is stopped, fails, or comes down; None where that is not known."""
        if self.fate == "failed_by_itself":
            return float(self.row["launch_s"])
        if self.is_stopped:
            return None if self.stopping is None else self.stopping.meets
        if self.impact is None or any(shot.meets >= self.impact["time_s"] for shot in self.shots):
            return None
        return float(self.impact["time_s"])

    @property
    def ends_unseen(self) -> bool:
        """Whether it is stopped, and nobody kept when: nobody can say then what still happened to it."""
        return self.is_stopped and self.end is None

    @property
    def until(self) -> float:
        """Nothing happens to it after this; infinity where its end is not known."""
        return inf if self.end is None else self.end

    def rows(self, table: str, **where: object) -> list[Row]:
        """Rows of a record; none where the run has no such record."""
        found = self.run.table(table, **where)
        return [] if found is None else found.to_dicts()
