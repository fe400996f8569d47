"""What `run` says in words: the finding, why, what would change it, and what a reader must know besides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from opendome.contract.run import FireControl

if TYPE_CHECKING:
    from opendome.answers.required import Required
    from opendome.answers.shot_rows import RaidLimit
    from opendome.contract.threats import ThreatRow
    from opendome.records.case import Case, Plays
    from opendome.records.outcomes import Outcomes
    from opendome.simulate import WorldRun


def counts(case: Case, plays: Plays) -> dict[str, Any]:
    """How many of everything there are."""
    import numpy as np

    missile = case.launches["missile"]
    warheads = int(np.maximum(case.reentry_count[missile], 1).sum())
    decoys = int(case.decoy_count[missile].sum())
    return {
        "scenario_name": case.name,
        "threats_count": len(case.threat_id),
        "objects_count": warheads + decoys,
        "warheads_count": warheads,
        "decoys_count": decoys,
        "runs_count": plays.runs_count,
        "worlds_count": plays.worlds_count,
        "interceptors_count": case.defence.inventory_count,
        "sensors_count": len(case.sensors),
    }


def fire_control(case: Case, plays: Plays) -> FireControl:
    """The least exacting interceptor's figures, or custody where none asks for anything."""
    import numpy as np

    from opendome.records.tracks import CUSTODY

    asked = case.reference_world(plays).kinds
    places = asked["position_error"]
    if not np.isfinite(places).any():
        return FireControl(interceptor="", position_error_km=CUSTODY / 1e3, velocity_error_m_per_s=None)
    least = int(np.nanargmax(places))
    return FireControl(
        interceptor=case.defence.kind_id[least],
        position_error_km=float(places[least]) / 1e3,
        velocity_error_m_per_s=float(asked["velocity_error"][least]),
    )


def sentences_of(
    case: Case,
    reference: WorldRun,
    parts: dict[str, Any],
    joined: Outcomes,
    asked: FireControl,
    limit: RaidLimit,
    required: Required | None,
) -> dict[str, Any]:
    """The lead sentence, where they land, when they are known, and why.

    Args:
        case, reference, joined: What was run.
        parts: Keys of the answer so far.
        asked: How well a track must be known.
        limit: The raid that is too large.
        required: What a search found, or None.
    """
    from opendome.records.opportunities import MAY_SHOOT
    from opendome.reports import findings

    rows: list[ThreatRow] = parts["by_threat"]
    landing = _landing(rows, joined)
    found = findings.Finding(
        missiles=len(rows),
        no_leak=_ends(parts["no_leak_probability"]),
        leakers=_ends(parts["leakers_count"]),
        shot_at=max(
            float((reference.chances.limit == MAY_SHOOT).any(axis=1).mean()) if len(case.defence) else 0.0,
            max(row.shot_at_probability for row in rows),  # other figures may let them shoot after all
        ),
        interceptors=case.defence.inventory_count,
    )
    said = findings.lead(found)
    if required is not None:
        said = f"{said} {required.sentence}"
    watching = watched_sentence(joined, asked) if joined.known is not None else ""
    if not found.interceptors:
        said = " ".join(part for part in (said, landing, watching) if part)
    return {
        "sentence": said,
        "landing": landing,
        "watching": watching,
        "why": [*_why(case, limit, parts), *_above(reference), *_exchange(parts)],
        **_binding(case, parts, joined),
    }


def _above(reference: WorldRun) -> list[str]:
    """What the reference play leaves of constellations, and of missiles hit on their way up."""
    from opendome.answers import early_hits, holes
    from opendome.records.defence import BOOST

    world, flights, shots = reference.world, reference.flights, reference.shots
    defence, told = world.case.defence, []
    if defence.in_orbit.any():
        told = holes.said(world, holes.holes(world, flights, reference.chances, shots))
    if BOOST in defence.layers:
        told.append(early_hits.said(early_hits.remains(world, flights, shots)))
    return [one for one in told if one]


def _exchange(parts: dict[str, Any]) -> list[str]:
    """What the interceptors fired cost over the missiles launched."""
    from opendome.answers import price_rows

    said = price_rows.said(parts["cost_exchange_ratio"], parts["prices"])
    return [said] if said else []


def _ends(band: Any) -> tuple[float, float, float]:
    return band.value, band.low, band.high


def _why(case: Case, limit: RaidLimit, parts: dict[str, Any]) -> list[str]:
    """Why missiles got through, what would change the answer, and the raid that is too large."""
    from opendome.records.defence import LAYERS
    from opendome.reports import findings

    if not case.defence.inventory_count:
        return []  # the lead sentence has said that nothing can shoot
    said = [findings.reasons([(row.reason, row.fraction.value or 0.0) for row in parts["leak_reasons"]])]
    if parts["drivers"]:
        top = parts["drivers"][0]
        at = top.no_leak_probability_at_low, top.no_leak_probability_at_high
        said.append(findings.driver(top.figure, top.low, top.high, *at))
    if limit.layer >= 0:
        name = LAYERS[limit.layer] if len(case.defence.layers) > 1 else ""
        said.append(findings.raid_limit(limit.missiles, limit.shots, limit.targets, limit.stock, name))
    return [one for one in said if one]


def _binding(case: Case, parts: dict[str, Any], joined: Outcomes) -> dict[str, Any]:
    """The limits that bind most, and their sentence; nothing where nothing can shoot or nothing leaks."""
    from opendome.answers.shot_rows import binding_rows
    from opendome.reports import findings

    stock = case.defence.inventory_count
    if not stock:
        return {"binding": "", "binding_limits": []}  # the lead sentence has said that nothing can shoot
    shares = [(row.reason, _ends(row.fraction)) for row in parts["leak_reasons"] if row.fraction.value]
    fired = _ends(parts["interceptors_used_count"]), stock
    names, said = findings.binding(shares, _ends(parts["leakers_count"]), fired)
    return {"binding": said, "binding_limits": binding_rows(joined, names)}


def _landing(rows: list[ThreatRow], joined: Outcomes) -> str:
    """Where and when they land, unless they are stopped."""
    from opendome.answers.threat_rows import landings
    from opendome.records.trajectories import ARRIVES_WITHIN
    from opendome.reports import sentences

    first, last = landings(rows)
    astray = ~(joined.miss <= ARRIVES_WITHIN)
    return sentences.raid(
        sentences.Raid(
            starts=list(dict.fromkeys(row.launch_name for row in rows)),
            aims=list(dict.fromkeys(row.aim for row in rows)),
            launched=len(rows),
            landing_s=None if first is None or last is None else (first, last),
            fails=sum(row.fate_probability.failed_by_itself for row in rows),
            astray=int((astray.mean(axis=0) > 0.5).sum()),
        )
    )


def watched_sentence(joined: Outcomes, asked: FireControl) -> str:
    """The sentence about what is known, over all missiles and worlds."""
    import numpy as np

    from opendome.outcomes.bands import band
    from opendome.outcomes.knowledge import mean_of_known
    from opendome.reports import sentences

    known = joined.known
    assert known is not None  # asked by the caller
    tracked = band(mean_of_known(known.first_tracked))
    return sentences.watched(
        sentences.Watched(
            missiles=known.first_detected.shape[1],
            seen_s=band(mean_of_known(known.first_detected)).value,
            seen_share=float(np.isfinite(known.first_detected).mean()),
            tracked_s=(tracked.value, tracked.low, tracked.high),
            tracked_share=float(np.isfinite(known.first_tracked).mean()),
            to_shoot=bool(asked.interceptor),
        )
    )


def warnings(case: Case, plays: Plays, rows: list[ThreatRow], asked: FireControl) -> list[str]:
    """What a reader must know besides."""
    from opendome.answers.orbit_warnings import orbit_warnings
    from opendome.records.trajectories import STATUSES
    from opendome.reports.numbers import count

    said = []
    for status, meaning in STATUSES.items():
        ids = [row.threat_id for row in rows if row.status == status]
        if status != "ok" and ids:
            more = f" and {len(ids) - 3:,} more" if len(ids) > 3 else ""
            said.append(f"{', '.join(ids[:3])}{more}: {meaning[0].lower()}{meaning[1:]}")
    if len(case.sensors) and not asked.interceptor:
        said.append(
            "No interceptor here says how well a track must be known before a shot: "
            "10 km is taken for good enough."
        )
    said += [
        f"{row.threat_id}: {row.not_tracked_because}" for row in rows if len(case.sensors) and not row.seen_by
    ][:3]
    said += orbit_warnings(case)
    bare = case.figures.count()[2]
    if bare:
        said.append(
            f"{count(bare, 'figure').capitalize()} used here {'has' if bare == 1 else 'have'} no source."
        )
    if plays.runs_count < 100:
        said.append("Fewer than 100 runs: the ranges are rough.")
    return said
