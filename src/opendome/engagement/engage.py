"""All plays of a world: shots, results, and what they add up to."""

from __future__ import annotations

import numpy as np

from opendome.arrays import Codes, Floats, Integers
from opendome.compiled import over, wait_for
from opendome.engagement.opportunities import KERNELS
from opendome.randomness.device import keys
from opendome.records import engagements as fought
from opendome.records import opportunities as chance
from opendome.records.case import Case, World
from opendome.records.defence import BOOST, LAYERS
from opendome.records.engagements import KEPT_PLAYS, SHOT, Engagements
from opendome.records.opportunities import Opportunities
from opendome.records.trajectories import Trajectories, comes_to_aim
from opendome.watch import SILENT, Watch

CHUNK = 8
"""Plays a thread takes at a time; sums are added chunk after chunk."""

WHY = {
    chance.MAY_SHOOT: fought.NO_TRACK,
    chance.OUT_OF_REACH: fought.OUT_OF_REACH,
    chance.BELOW_FLOOR: fought.OUT_OF_REACH,
    chance.NOT_SEEN: fought.NOT_SEEN,
    chance.NO_TRACK: fought.NO_TRACK,
    chance.TOO_LATE: fought.SEEN_LATE,
}
"""What decided of a threat that nobody shot at, by how far the best shooter came."""


def engage(
    world: World, flights: Trajectories, chances: Opportunities, watch: Watch = SILENT, keep: int = KEPT_PLAYS
) -> Engagements:
    """Play all plays of a world.

    Args:
        world: One draw of every figure, and its plays.
        flights: Which of them come to their aim.
        chances: Who may shoot at what.
        watch: Asked between chunks.
        keep: Shots are kept of plays up to this number.

    Raises:
        Stopped: The watch asked to stop.
    """
    wait_for(KERNELS)
    from opendome.engagement.kernels import engage as play_all
    from opendome.engagement.state import PLAY, SUMS

    case, plays = world.case, world.plays
    posts, layers, kinds = _posts(world, chances), _layers(world, chances), _kinds(world)
    first, things = _things(case, len(kinds))
    threats = _threats(world, flights, chances, first)
    kept, room = _room(plays, keep, things, posts, layers)
    shots = np.zeros((max(int(kept.max(initial=-1)) + 1, 1), room, SHOT))
    used = np.zeros(len(plays) + 1, dtype=np.int64)
    chunks, size = -(-len(plays) // CHUNK), len(threats)
    sums, shares = np.zeros((chunks, size, SUMS)), np.zeros((chunks, size + 1))
    codes = np.zeros((len(plays), size, 2), dtype=np.int8)
    per_play = np.zeros((len(plays), PLAY + len(posts)))
    threat_keys = keys(world.seed, "engagement", case.threat_id)
    kind_keys = keys(world.seed, "interceptors", case.defence.kind_id)

    def work(begin: int, end: int) -> None:
        chunk = begin // CHUNK
        play_all(
            plays, kept, posts, layers, kinds, things, first, threats, chances.table, chances.limit,
            threat_keys, kind_keys, begin, end, sums[chunk], codes, per_play, shares[chunk], shots, used,
        )  # fmt: skip

    over(work, len(plays), CHUNK, watch)
    fired = [shots[row, : used[row]] for row in range(len(shots))]
    kept_shots = _named(np.concatenate(fired), chances)
    return _joined(world, chances, sums, codes, per_play, shares, kept_shots)


def _named(shots: Floats, chances: Opportunities) -> Floats:
    """Shots under the battery or constellation that fires them, and the number of its satellite."""
    who = shots[:, fought.SHOT_SHOOTER].astype(np.int64)
    shots[:, fought.SHOT_SHOOTER], shots[:, fought.SHOT_SATELLITE] = (
        chances.place[who],
        chances.satellite[who],
    )
    return shots


def _joined(
    world: World,
    chances: Opportunities,
    sums: Floats,
    codes: Codes,
    per_play: Floats,
    shares: Floats,
    shots: Floats,
) -> Engagements:
    """Sums of chunks added in their order, as means over the plays."""
    from opendome.engagement import state

    plays = len(world.plays)
    whole, share = np.zeros_like(sums[0]), np.zeros_like(shares[0])
    for chunk in range(len(sums)):
        whole += sums[chunk]
        share += shares[chunk]
    with_shot = whole[:, state.SUM_SHOTS + 2]
    by_threat = whole[:, state.SUM_SHOTS :] / plays
    with np.errstate(invalid="ignore"):
        by_threat[:, 3:] = whole[:, state.SUM_SHOTS + 3 :] / with_shot[:, None]
    arrives = whole[:, state.SUM_ARRIVES] / plays
    spread = np.maximum(whole[:, state.SUM_SQUARES] / plays - arrives**2, 0.0)
    used = np.zeros((plays, len(world.case.defence)))
    for one, place in enumerate(chances.place.tolist()):
        used[:, place] += per_play[:, state.PLAY + one]
    return Engagements(
        threat_id=world.case.threat_id,
        shooter_id=world.case.defence.shooter_id,
        plays=world.plays,
        stopped=whole[:, state.SUM_STOPPED : state.SUM_ARRIVES] / plays,
        arrives=arrives,
        luck=spread / max(plays - 1, 1),
        fails=1.0 - whole[:, state.SUM_FLIES] / plays,
        decided=whole[:, state.SUM_DECIDED : state.SUM_SHOTS] / plays,
        past=codes[..., 0],
        reason=codes[..., 1],
        no_leak=per_play[:, state.PLAY_NO_LEAK],
        leakers=per_play[:, state.PLAY_LEAKERS],
        histogram=share / plays,
        used=used,
        by_layer=per_play[:, state.PLAY_LAYERS : state.PLAY].reshape(plays, len(LAYERS), 3),
        by_threat=by_threat,
        shots=shots,
    )


def _posts(world: World, chances: Opportunities) -> Floats:
    """Shooters as `state` names their columns."""
    from opendome.engagement import state

    shooters = world.case.defence.shooters[chances.place]
    channels = int(shooters["channels"].max(initial=0))
    posts = np.zeros((len(shooters), state.POST + channels))
    posts[:, state.KIND], posts[:, state.LAYER] = shooters["kind"], shooters["layer"]
    posts[:, state.HITS], posts[:, state.CHANNELS] = chances.kill_probability, shooters["channels"]
    posts[:, state.SPACING] = np.nan_to_num(world.kinds["launch_spacing"][shooters["kind"]], nan=0.0)
    posts[:, state.STOCK], posts[:, state.NEXT] = _stock(world, chances), -np.inf
    posts[:, state.POST :] = -np.inf
    return posts


def _layers(world: World, chances: Opportunities) -> Floats:
    """Doctrine as `state` names its columns.

    A reserve is kept back of all interceptors of a layer that can shoot at something: those of a battery that
    reaches nothing are no reserve for others.
    """
    from opendome.engagement import state

    defence = world.case.defence
    layers = np.zeros((len(LAYERS), state.ONE_LAYER))
    layers[:, state.SALVO], layers[:, state.MOST_LOOKS] = defence.rules["shots"], defence.rules["looks"]
    for column, name in (
        (state.ASSESS, "assess"),
        (state.SEEMS_STOPPED, "taken_for_stopped"),
        (state.SEEMS_FLYING, "taken_for_flying"),
    ):
        layers[:, column] = np.nan_to_num(world.doctrine[name], nan=0.0)
    able = (chances.limit == chance.MAY_SHOOT).any(axis=0)
    usable = np.where(able, _stock(world, chances), 0)
    layer = defence.shooters["layer"][chances.place]
    stock = np.bincount(layer, weights=usable, minlength=len(LAYERS))
    layers[:, state.LEFT] = stock - defence.rules["reserve"]
    return layers


def _stock(world: World, chances: Opportunities) -> Integers:
    """Interceptors ready to fire of each shooter (S,)."""
    return world.case.defence.stock_of(chances.place, chances.satellite)


def _kinds(world: World) -> Floats:
    """Kinds of interceptors as `state` names their columns."""
    from opendome.engagement import state

    kinds = np.zeros((len(world.kinds), state.ONE_KIND))
    kinds[:, state.COMMON] = np.nan_to_num(world.kinds["common_failure"], nan=0.0)
    kinds[:, state.TELLS] = np.nan_to_num(world.kinds["discrimination"], nan=0.0)
    kinds[:, state.MINE] = world.case.defence.layer
    return kinds


def _things(case: Case, kinds: int) -> tuple[Integers, Floats]:
    """What flies: the first thing of each threat (N + 1,), and things as `state` names their columns.

    Where nobody shoots but at missiles on their way up, a missile is one thing with all that it carries.
    """
    from opendome.engagement import state

    missile = case.launches["missile"]
    warheads = np.maximum(case.reentry_count[missile], 1)
    each = warheads + case.decoy_count[missile]
    if case.defence.layers == [BOOST]:
        warheads = each = np.ones_like(warheads)
    first = np.concatenate(([0], np.cumsum(each))).astype(np.int64)
    things = np.zeros((int(first[-1]), state.THING + 2 * kinds))
    threat = np.repeat(np.arange(len(each)), each)
    things[:, state.THREAT] = threat
    things[:, state.NUMBER] = np.arange(len(things)) - first[threat]
    things[:, state.WARHEAD] = things[:, state.NUMBER] < warheads[threat]
    return first, things


def _threats(world: World, flights: Trajectories, chances: Opportunities, first: Integers) -> Floats:
    """Threats as `state` names their columns."""
    from opendome.engagement import state

    missile = world.case.launches["missile"]
    threats = np.zeros((len(missile), state.ONE_THREAT))
    threats[:, state.RELIABLE] = np.nan_to_num(world.missiles["launch_reliability"][missile], nan=1.0)
    threats[:, state.COUNTS] = comes_to_aim(flights)
    # nobody shoots at what a shooter may shoot at only where there is a gap in between
    able = (chances.limit == chance.MAY_SHOOT).any(axis=1)
    best = np.where(able, chance.MAY_SHOOT, chances.limit.max(axis=1, initial=-1))
    threats[:, state.BEGINS], threats[:, state.MANY] = first[:-1], np.diff(first)
    threats[:, state.WHY] = [WHY.get(int(code), fought.NO_INVENTORY) for code in best]
    return threats


def _room(plays: Integers, keep: int, things: Floats, posts: Floats, layers: Floats) -> tuple[Integers, int]:
    """Where the shots of each play go (P,), -1 for nowhere, and room for those of one play."""
    from opendome.engagement import state

    wanted = plays <= keep
    kept = np.where(wanted, np.cumsum(wanted) - 1, -1).astype(np.int64)
    most = len(things) * float((layers[:, state.SALVO] * layers[:, state.MOST_LOOKS]).sum())
    return kept, int(min(posts[:, state.STOCK].sum(), most)) + 1
