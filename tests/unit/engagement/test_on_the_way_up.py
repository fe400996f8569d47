"""A missile on its way up is one target with all that it carries, and one hit stops it."""

from __future__ import annotations

import pytest

from opendome.records.engagements import SHOT_DECOY, SHOT_OBJECT
from shooting import KILL, case_of, chances_of, fought, rule, world_of


def test_a_boost_layer_alone_meets_whole_missiles() -> None:
    case = case_of(
        (("gbi", 44),),
        missiles=1,
        doctrine={"boost": rule(shots=2)},
        decoys=10,
        warheads=3,
        gbi={"layer": "boost", KILL: 0.6},
    )
    world = world_of(case, 50)
    found = fought(world, chances_of(world))
    assert found.used.max() == 2
    assert found.arrives[0] == pytest.approx(0.4**2)
    assert (found.shots[:, SHOT_OBJECT] == 0).all()
    assert (found.shots[:, SHOT_DECOY] == 0).all()


def test_other_layers_meet_what_was_let_go() -> None:
    case = case_of(
        (("gbi", 44),), missiles=1, doctrine={"midcourse": rule(shots=2)}, warheads=3, gbi={KILL: 0.6}
    )
    world = world_of(case, 50)
    found = fought(world, chances_of(world))
    assert found.used.max() == 6
    assert found.arrives[0] == pytest.approx(1.0 - (1.0 - 0.4**2) ** 3)
