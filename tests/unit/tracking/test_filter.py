"""The filter and its motion, against the textbook in NumPy and an integrator of SciPy."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import solve_ivp

from opendome.arrays import Floats
from opendome.physics import constants
from opendome.physics.atmosphere import air
from opendome.physics.constants import earth as earth_of
from opendome.tracking import filter as kalman
from opendome.tracking import motion

EARTH = earth_of()
POINT_MASS = earth_of(spherical=True)
"""Without J2, so that the gradient of a point mass is the whole of it."""

seeds = st.integers(0, 2**31)

IN_SPACE = np.array([-2.9e6, 4.3e6, 5.6e6, -1_900.0, -3_000.0, 4_600.0])
"""A missile some 1,300 km up [m], [m/s]."""

IN_AIR = np.array([-3.05e6, 4.05e6, 3.92e6, 1_500.0, -2_500.0, -5_000.0])
"""One that falls, some 30 km up."""


def spread(random: np.random.Generator) -> Floats:
    """Some symmetric positive definite covariance of place [m2] and velocity."""
    sizes = np.concatenate((10.0 ** random.uniform(1, 5, 3), 10.0 ** random.uniform(-1, 3, 3)))
    root = random.normal(size=(6, 6)) + 2.0 * np.eye(6)
    return (root @ root.T) * np.outer(sizes, sizes)


def same(one: Floats, other: Floats, within: float) -> None:
    """Two covariances agree, as shares of the deviations that they give."""
    sizes = np.sqrt(np.diag(other))
    assert np.abs((one - other) / np.outer(sizes, sizes)).max() < within


def unit(vector: Floats) -> Floats:
    return vector / np.linalg.norm(vector)


@given(seeds)
def test_growing_is_the_textbook(seed: int) -> None:
    random = np.random.default_rng(seed)
    p, f = spread(random), np.eye(6) + 0.3 * random.normal(size=(6, 6))
    place, both, speed = random.uniform(0.0, 1e3, 3)
    one = np.eye(3)
    noise = np.block([[place * one, both * one], [both * one, speed * one]])
    wanted = f @ p @ f.T + noise
    grown = p.copy()
    kalman.grow(grown, f, place, both, speed, np.empty((6, 6)))
    same(grown, wanted, 1e-12)
    assert np.array_equal(grown, grown.T)


@given(seeds)
def test_taking_in_is_the_textbook(seed: int) -> None:
    """Against the form of Joseph, which keeps a covariance positive whatever the gain."""
    random = np.random.default_rng(seed)
    p, state = spread(random), random.normal(size=6) * 1e6
    h = np.concatenate((unit(random.normal(size=3)), np.zeros(3)))
    wrong, variance = random.normal() * 1e3, 10.0 ** random.uniform(2, 8)
    total = h @ p @ h + variance
    gain = p @ h / total
    rest = np.eye(6) - np.outer(gain, h)
    joseph = rest @ p @ rest.T + variance * np.outer(gain, gain)
    taken, moved = p.copy(), state.copy()
    surprise = kalman.take(moved, taken, *h[:3], wrong, variance)
    assert surprise == pytest.approx(wrong**2 / total, rel=1e-12)
    assert moved == pytest.approx(state + gain * wrong, rel=1e-12)
    assert np.array_equal(taken, taken.T)
    # what is left may be far smaller than what was there: rounding is a share of the latter
    same(taken + p, joseph + p, 1e-12)
    assert np.all(np.diag(taken) < np.diag(p) * (1.0 + 1e-12))


@given(seeds)
def test_across_a_direction(seed: int) -> None:
    way = unit(np.random.default_rng(seed).normal(size=3))
    across = np.array(kalman.across_of(*way)).reshape(2, 3)
    axes = np.vstack((way, across))
    assert axes @ axes.T == pytest.approx(np.eye(3), abs=1e-9)


@given(seeds)
def test_a_line_of_sight_and_a_distance_are_three_scalars(seed: int) -> None:
    """Small errors: then it does not matter that the second scalar is taken where the first has led."""
    random = np.random.default_rng(seed)
    state = np.concatenate((unit(random.normal(size=3)) * 7e6, random.normal(size=3) * 3e3))
    site = state[:3] + unit(random.normal(size=3)) * 2e6
    p = np.diag([1e4] * 3 + [1e2] * 3)
    truth = state[:3] + random.normal(size=3) * 100.0
    way, away = unit(truth - site), float(np.linalg.norm(truth - site))
    angle, depth = 1e-4, 50.0
    sight = unit(state[:3] - site)
    across = np.array(kalman.across_of(*sight)).reshape(2, 3)
    h = np.hstack((np.vstack((across, sight)), np.zeros((3, 3))))
    r = np.diag([(2e6 * angle) ** 2, (2e6 * angle) ** 2, depth**2])
    gain = p @ h.T @ np.linalg.inv(h @ p @ h.T + r)
    wanted = state + gain @ (h[:, :3] @ (truth - state[:3]))
    moved, taken = state.copy(), p.copy()
    kalman.take_direction(moved, taken, site, way, angle)
    kalman.take_range(moved, taken, site, away, depth)
    assert moved[:3] == pytest.approx(wanted[:3], abs=0.1)
    assert moved[3:] == pytest.approx(wanted[3:], abs=0.01)
    same(taken, (np.eye(6) - gain @ h) @ p, 1e-3)


def gravity(at: Floats, j2: float) -> Floats:
    """The gradient of the potential with its second zonal term, written as a potential's gradient."""
    r, z = np.linalg.norm(at), at[2]
    share = 1.5 * j2 * (constants.EQUATORIAL_RADIUS / r) ** 2
    pull = -constants.MU / r**3 * at
    flat = share * (1.0 - 5.0 * (z / r) ** 2)
    return pull * (1.0 + np.array([flat, flat, flat + 2.0 * share]))


def slope(state: Floats, j2: float = constants.J2) -> Floats:
    """Fall in the frame that turns with the Earth, without air."""
    turn = np.array([0.0, 0.0, constants.ROTATION_RATE])
    at, speed = state[:3], state[3:]
    whirl = -2.0 * np.cross(turn, speed) - np.cross(turn, np.cross(turn, at))
    return np.concatenate((speed, gravity(at, j2) + whirl))


def fallen(state: Floats, thrust: float = 0.0, earth: Floats = EARTH) -> tuple[Floats, float]:
    *found, drag = motion.fall(*state, thrust, earth)
    return np.array(found), drag


@given(seeds)
def test_fall_is_gravity_and_the_turning_earth(seed: int) -> None:
    random = np.random.default_rng(seed)
    state = np.concatenate(
        (unit(random.normal(size=3)) * random.uniform(6.51e6, 9e6), random.normal(size=3) * 5e3)
    )
    found, drag = fallen(state)
    assert drag == 0.0
    assert found == pytest.approx(slope(state)[3:], abs=1e-12)
    pushed, _ = fallen(state, thrust=30.0)
    assert pushed - found == pytest.approx(30.0 * unit(state[3:]), abs=1e-10)


def test_drag_below_the_top_of_the_air() -> None:
    from opendome.physics.earth import geodetic_from_ecef

    height = float(geodetic_from_ecef(IN_AIR[:3])[2])
    assert 20e3 < height < 40e3
    found, drag = fallen(IN_AIR)
    speed = np.linalg.norm(IN_AIR[3:])
    wanted = 0.5 * air(height)[0] * speed**2 / motion.BALLISTIC_COEFFICIENT
    assert drag == pytest.approx(wanted, rel=1e-9)
    assert drag > 1.0
    assert found == pytest.approx(slope(IN_AIR)[3:] - wanted * unit(IN_AIR[3:]), abs=1e-9)
    high = IN_AIR.copy()
    high[:3] = unit(IN_AIR[:3]) * (constants.EQUATORIAL_RADIUS + motion.AIR_TOP + 1.0)
    assert fallen(high)[1] == 0.0


def moved(state: Floats, span: float, step: float, earth: Floats = EARTH) -> Floats:
    """A state after a span of time in steps."""
    now = state.copy()
    for _ in range(round(span / step)):
        motion.move(now, step, 0.0, earth)
    return now


def test_a_free_fall_of_a_quarter_of_an_hour_is_scipys() -> None:
    ours = moved(IN_SPACE, 1_000.0, motion.LONG_STEP)
    theirs = solve_ivp(
        lambda _, state: slope(state), (0.0, 1_000.0), IN_SPACE, "DOP853", rtol=1e-12, atol=1e-6
    )
    assert np.linalg.norm(theirs.y[:3], axis=0).min() > constants.EQUATORIAL_RADIUS + motion.AIR_TOP
    assert np.abs(ours[:3] - theirs.y[:3, -1]).max() < 1.0
    assert np.abs(ours[3:] - theirs.y[3:, -1]).max() < 1e-3


def transition(state: Floats, h: float, earth: Floats, drag: float = 0.0) -> Floats:
    out = np.empty((6, 6))
    motion.transition(state, h, drag, earth, out)
    return out


def differences(state: Floats, h: float, earth: Floats) -> Floats:
    """How a move changes with where it starts, by central differences."""
    found = np.empty((6, 6))
    for column, by in enumerate([100.0] * 3 + [1.0] * 3):
        ends = []
        for sign in (1.0, -1.0):
            start = state.copy()
            start[column] += sign * by
            ends.append(moved(start, h, h, earth))
        found[:, column] = (ends[0] - ends[1]) / (2.0 * by)
    return found


def rates(state: Floats) -> Floats:
    """The matrix A of small differences about a fall past a point mass: (0, I; G, C)."""
    at, rate = state[:3], constants.ROTATION_RATE
    r = np.linalg.norm(at)
    pull = constants.MU / r**3
    g = pull * (3.0 * np.outer(at, at) / r**2 - np.eye(3)) + rate**2 * np.diag([1.0, 1.0, 0.0])
    c = 2.0 * rate * np.array([[0.0, 1.0, 0.0], [-1.0, 0.0, 0.0], [0.0, 0.0, 0.0]])
    return np.block([[np.zeros((3, 3)), np.eye(3)], [g, c]])


SCALE = np.array([1.0] * 3 + [1e-3] * 3)
"""A metre of place counts as a millimetre a second: both lie behind one another in a quarter of an hour."""


def apart(one: Floats, other: Floats) -> float:
    return float(np.abs((one - other) * SCALE[None, :] / SCALE[:, None]).max())


def test_transition_is_the_expansion_that_it_says() -> None:
    """I + A h + A² h²/2; of what A² adds to the velocity rows the turning of the Earth (C G, C²) is small."""
    for h in (10.0, 20.0):
        a = rates(IN_SPACE)
        whole = np.eye(6) + a * h + a @ a * h**2 / 2.0
        found = transition(IN_SPACE, h, POINT_MASS)
        assert found[:3] == pytest.approx(whole[:3], rel=1e-9, abs=1e-15)
        small = h**2 / 2.0 * constants.ROTATION_RATE
        assert np.abs(found[3:, :3] - whole[3:, :3]).max() < small * 4e-6
        assert np.abs(found[3:, 3:] - whole[3:, 3:]).max() < small * 4.1 * constants.ROTATION_RATE


def test_transition_is_how_moves_differ() -> None:
    """Over 10 s to a few parts in ten thousand, and place eight times better over half the time."""
    wrong = []
    for h in (10.0, 5.0):
        found = differences(IN_SPACE, h, POINT_MASS)
        wrong.append(np.abs(found - transition(IN_SPACE, h, POINT_MASS))[:3, 3:].max())
        assert np.abs(found - transition(IN_SPACE, h, POINT_MASS))[:, 3:].max() < 5e-4
    assert wrong[0] > 1e-5  # or differences would drown in rounding
    assert wrong[0] / wrong[1] == pytest.approx(8.0, rel=0.1)
    # the gradient is that at the start, and what J2 adds to it is left out: a hundredth of it both
    for earth in (POINT_MASS, EARTH):
        assert apart(transition(IN_SPACE, 10.0, earth), np.eye(6)) > 9e-3
        assert apart(differences(IN_SPACE, 10.0, earth), transition(IN_SPACE, 10.0, earth)) < 2e-4


def test_transition_in_air_damps_velocity() -> None:
    """What drag does to a difference of velocity, over a step so short that the air hardly thickens."""
    h = 0.02
    drag = fallen(IN_AIR)[1]
    found = differences(IN_AIR, h, EARTH)[3:, 3:]
    ours = transition(IN_AIR, h, EARTH, drag)[3:, 3:]
    without = transition(IN_AIR, h, EARTH)[3:, 3:]
    damping = np.abs(found - without).max()
    assert damping > 1e-4
    assert np.abs(found - ours).max() < 0.02 * damping
