"""From the records of a run to the keys of its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from opendome.contract.parts import Estimate
from opendome.contract.run import Answer, FigureCounts
from opendome.watch import Watch

if TYPE_CHECKING:
    from opendome.answers.finished_run import Settled
    from opendome.answers.replay import Scene
    from opendome.records.outcomes import Outcomes
    from opendome.simulate import WorldRun


def answer_of(
    asked_for: Settled, reference: WorldRun, joined: Outcomes, scenes: list[Scene], watch: Watch
) -> Answer:
    """The answer; paths of files come in when its folder is known.

    Args:
        asked_for: What was run.
        reference, joined: The reference world, and what became of each threat in the worlds that count.
        scenes: Counted worlds that a search goes through; none where nothing is searched for.
        watch: Told how far it is.
    """
    from opendome.answers import price_rows, shot_rows, telling
    from opendome.answers.drivers import at_values, drivers
    from opendome.answers.replay import Scene
    from opendome.answers.required import solve_for
    from opendome.answers.sensor_rows import sensor_rows
    from opendome.answers.threat_rows import landings, threat_rows
    from opendome.outcomes.exchange import exchange
    from opendome.records.figures import joined as joined_figures

    case, plays = asked_for.case, asked_for.plays
    rows = threat_rows(case, reference, joined)
    asked = telling.fire_control(case, plays)
    first, last = landings(rows)
    limit = shot_rows.raid_limit(case, plays, reference.chances)
    figures = joined_figures(case.figures, asked_for.prices.figures)
    sourced, assumed, bare = figures.count()
    parts: dict[str, Any] = {
        **telling.counts(case, plays),
        **_chances(joined),
        "cost_exchange_ratio": Estimate.of(exchange(case, plays, asked_for.prices, joined)),
        "prices": price_rows.rows(asked_for.prices),
        "raid_limit_count": limit.missiles,
        "drivers": drivers(case, plays, Scene.of(reference), joined, watch),
        "reference_no_leak_probability": at_values(Scene.of(reference)),
        "by_layer": shot_rows.layer_rows(case, joined),
        "by_site": shot_rows.site_rows(case, joined, reference.chances),
        "by_sensor": sensor_rows(case, plays, reference.flights, reference.sightings, watch),
        "by_asset": shot_rows.asset_rows([row.aim for row in rows], joined),
        "by_threat": rows,
    }
    required = None
    if asked_for.sought is not None:
        required = solve_for(case, asked_for.sought, scenes, watch)
        parts |= {key: getattr(required, key) for key in ("needed", "published", "inside_published")}
    return Answer(
        command="run",
        inputs=asked_for.question.inputs(),
        **parts,
        **telling.sentences_of(case, reference, parts, joined, asked, limit, required),
        first_impact_s=first,
        last_impact_s=last,
        fire_control=asked,
        figures_count=FigureCounts(sourced=sourced, assumed=assumed, no_source=bare),
        run_folder="",
        files=[],
        warnings=[*telling.warnings(case, plays, rows, asked), *price_rows.unpriced(asked_for.prices)],
        sources=figures.keys(),
    )


def _chances(joined: Outcomes) -> dict[str, Any]:
    """How many get through and why, and how many interceptors are fired."""
    from opendome.answers import shot_rows
    from opendome.outcomes import bands

    leakers, histogram = shot_rows.leakers(joined)
    return {
        "no_leak_probability": Estimate.of(bands.no_leak(joined)),
        "leak_probability": Estimate.of(bands.leak(joined)),
        "leakers_count": leakers,
        "leakers_histogram": histogram,
        "leak_reasons": shot_rows.reason_rows(joined),
        "interceptors_used_count": Estimate.of(bands.used(joined)),
    }
