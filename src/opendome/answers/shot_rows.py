"""What shooting came to, as keys of `run`: layers, sites, reasons, the raid that is too large."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from opendome.contract.parts import Band, Estimate
from opendome.contract.shots import (
    AssetRow,
    BindingLimit,
    LayerRow,
    Leakers,
    LeakersShare,
    ReasonRow,
    SiteRow,
)

if TYPE_CHECKING:
    from opendome.records.case import Case, Plays
    from opendome.records.opportunities import Opportunities
    from opendome.records.outcomes import Outcomes


def leakers(outcomes: Outcomes) -> tuple[Leakers, list[LeakersShare]]:
    """How many get through, and the chance of each number."""
    from opendome.outcomes import bands

    shares = bands.histogram(outcomes)
    low, high = bands.luck_of(shares)
    found = Estimate.of(bands.leakers(outcomes))
    rows = [LeakersShare(leakers_count=count, probability=float(share)) for count, share in enumerate(shares)]
    return Leakers(**found.model_dump(), luck_low=low, luck_high=high), rows


def reason_rows(outcomes: Outcomes) -> list[ReasonRow]:
    """Every reason, in its fixed order."""
    from opendome.outcomes import bands
    from opendome.records.engagements import REASONS

    shares = bands.reasons(outcomes)
    return [
        ReasonRow(reason=name, fraction=Band.of(share))
        for name, share in list(zip(REASONS, shares, strict=True))[1:]
    ]


def binding_rows(outcomes: Outcomes, names: Sequence[str]) -> list[BindingLimit]:
    """The limits of these names, in their order."""
    from opendome.outcomes import bands
    from opendome.records.engagements import REASONS

    found = list(zip(REASONS, bands.reasons(outcomes), bands.leakers_by_reason(outcomes), strict=True))
    rows = {
        name: BindingLimit(reason=name, fraction=Band.of(share), leakers_count=Band.of(count))
        for name, share, count in found
    }
    return [rows[name] for name in names]


def layer_rows(case: Case, outcomes: Outcomes) -> list[LayerRow]:
    """Layers that somebody shoots in, in the order of a flight."""
    from opendome.outcomes import bands
    from opendome.records.defence import LAYERS

    mean = outcomes.fought.by_layer.mean(axis=0)
    return [
        LayerRow(
            layer=LAYERS[code],
            engaged_count=float(mean[code, 0]),
            shots_count=float(mean[code, 1]),
            intercepted_count=float(mean[code, 2]),
            shots_per_look_count=int(case.defence.rules["shots"][code]),
            looks_maximum_count=int(case.defence.rules["looks"][code]),
            reserve_count=int(case.defence.rules["reserve"][code]),
            intercepted_fraction=Band.of(bands.stopped_by(outcomes, code)),
        )
        for code in case.defence.layers
    ]


def site_rows(case: Case, outcomes: Outcomes, chances: Opportunities) -> list[SiteRow]:
    """Batteries, in the order of the scenario."""
    from opendome.records.defence import LAYERS
    from opendome.records.opportunities import CHANCE_LIMITS, MAY_SHOOT

    fired = outcomes.fought.used.mean(axis=0)
    rows = []
    for one, name in enumerate(case.defence.shooter_id):
        stock = int(case.defence.shooters["inventory"][one])
        codes = chances.limit[:, chances.place == one]
        reaches = int((codes == MAY_SHOOT).any(axis=1).sum())
        rows.append(
            SiteRow(
                site=case.defence.shooter_site[one],
                battery=name,
                name=case.defence.shooter_name[one],
                interceptor=case.defence.kind_id[int(case.defence.shooters["kind"][one])],
                layer=LAYERS[int(case.defence.shooters["layer"][one])],
                inventory_count=stock,
                fired_count=float(fired[one]),
                left_count=stock - float(fired[one]),
                threats_in_reach_count=reaches,
                limit="none" if reaches else list(CHANCE_LIMITS)[int(codes.max())],
            )
        )
    return rows


def asset_rows(aims: list[str], outcomes: Outcomes) -> list[AssetRow]:
    """Places aimed at, in the order of the raid.

    Args:
        aims: Name of each missile's aim.
        outcomes: What became of them.
    """
    from opendome.outcomes import bands

    aimed: dict[str, list[int]] = {}
    for threat, name in enumerate(aims):
        aimed.setdefault(name, []).append(threat)
    return [
        AssetRow(asset=name, aimed_count=len(mine), leak_probability=Band.of(bands.leak_of(outcomes, mine)))
        for name, mine in aimed.items()
    ]


@dataclass(frozen=True)
class RaidLimit:
    """The raid that is too large, and what makes it so.

    Attributes:
        missiles: The largest raid of this kind in which every missile can still be shot at.
        layer: Code of the layer that sets it, -1 where nobody can shoot.
        shots: Of one look at one target.
        targets: Of each missile, decoys that are not told from warheads among them, on average.
        stock: Interceptors of the layer that can shoot at some missile.
    """

    missiles: int
    layer: int
    shots: int
    targets: float
    stock: int


def raid_limit(case: Case, plays: Plays, chances: Opportunities) -> RaidLimit:
    """The raid that is too large.

    Of each layer it counts the interceptors of those batteries that can shoot at some missile of the raid,
    without the reserve, and divides by the shots of one look at everything that is taken for a warhead.
    """
    import numpy as np

    from opendome.records.defence import BOOST
    from opendome.records.opportunities import MAY_SHOOT

    defence, kinds = case.defence, case.reference_world(plays).kinds
    able = (chances.limit == MAY_SHOOT).any(axis=0)
    posts, stock_of = defence.shooters[chances.place], defence.stock_of(chances.place, chances.satellite)
    missile = case.launches["missile"]
    warheads = np.maximum(case.reentry_count[missile], 1).mean()
    decoys = case.decoy_count[missile].mean()
    best = RaidLimit(0, -1, 0, 0.0, 0)
    for code in defence.layers:
        mine = able & (posts["layer"] == code)
        if not mine.any():
            continue
        rule = defence.rules[code]
        told = np.nan_to_num(kinds["discrimination"][posts["kind"][mine]], nan=0.0).max()
        stock = int(stock_of[mine].sum()) - int(rule["reserve"])
        targets, shots = float(warheads + decoys * (1.0 - told)), int(rule["shots"])
        if defence.layers == [BOOST]:
            targets = 1.0  # a missile on its way up is one thing, whatever it carries
        found = int(np.floor(max(stock, 0) / (shots * targets) + 1e-9))
        if found > best.missiles or best.layer < 0:
            best = RaidLimit(found, code, shots, targets, max(stock, 0))
    return best
