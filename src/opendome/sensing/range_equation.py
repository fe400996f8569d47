"""The radar range equation, in the form for tracking and the form for searching.

Source: L. V. Blake, A Guide to Basic Pulse-Radar Maximum-Range Calculation, NRL Report 6930 (1969); M. I.
Skolnik, Introduction to Radar Systems, chapter 2.
"""

from __future__ import annotations

from math import pi, sqrt

BOLTZMANN = 1.380649e-23
"""[J/K], SI 2019."""

LIGHT = 299_792_458.0
"""[m/s]."""


def gain(aperture: float, wavelength: float) -> float:
    """Gain of an antenna of this effective area [m2] at this wavelength [m]."""
    return 4.0 * pi * aperture / wavelength**2


def beam_solid_angle(aperture: float, wavelength: float) -> float:
    """Solid angle that one beam covers [sr]."""
    return wavelength**2 / aperture


def beam_width(aperture: float, wavelength: float) -> float:
    """Width of a round beam of that solid angle [rad]."""
    return sqrt(beam_solid_angle(aperture, wavelength))


def track_strength(
    power: float, dwell: float, aperture: float, wavelength: float, temperature: float, loss: float
) -> float:
    """Signal to noise of a dwell on a target of 1 m2 at 1 m.

    For another target, times its cross-section over the fourth power of its range.

    Args:
        power: Average over the dwell [W].
        dwell: Time on the target, silence between pulses included [s].
        aperture: Effective area, sending and receiving [m2].
        wavelength: [m].
        temperature: System noise temperature [K].
        loss: All losses, as a ratio of at least 1.

    Returns:
        [m2] (a ratio, times range to the fourth, over cross-section).
    """
    return (
        power * dwell * gain(aperture, wavelength) * aperture / ((4.0 * pi) ** 2 * noise(temperature, loss))
    )


def search_strength(
    power: float, aperture: float, frame: float, volume: float, temperature: float, loss: float
) -> float:
    """The same for a search: power is spread over a solid angle [sr] that is covered once a frame [s]."""
    return power * aperture * frame / (4.0 * pi * volume * noise(temperature, loss))


def noise(temperature: float, loss: float) -> float:
    """Noise in one hertz, with losses [W/Hz]."""
    return BOLTZMANN * temperature * loss


def reach(strength: float, cross_section: float, snr: float) -> float:
    """Range at which a target gives this signal to noise [m].

    Args:
        strength: From `track_strength` or `search_strength` [m2].
        cross_section: [m2].
        snr: A ratio, not decibels.
    """
    return float((strength * cross_section / snr) ** 0.25)


def ratio(level: float) -> float:
    """The ratio of powers that a level in decibels means."""
    return float(10.0 ** (0.1 * level))
