"""What is known about climbing missiles before one is measured: the mean climb of the library's missiles."""

from __future__ import annotations

import csv
from functools import cache

import numpy as np

from opendome.records.case import CLIMB, Table
from opendome.scenario.files import read_text
from opendome.scenario.library import PACKAGED
from opendome.units import si_factor

FILE = PACKAGED / "climb.csv"
"""Written by `benchmarks/climb/measure.py`; a test flies the library again and compares."""

COLUMNS = {
    "time": "time_s",
    "altitude": "altitude_km",
    "altitude_spread": "altitude_spread_km",
    "climb": "climb_m_per_s",
    "climb_spread": "climb_spread_m_per_s",
    "level": "level_m_per_s",
    "level_spread": "level_spread_m_per_s",
    "thrust": "thrust_m_per_s2",
    "thrust_spread": "thrust_spread_m_per_s2",
}
"""Column of the file, by field of the record."""


@cache
def climb_profile() -> Table:
    """Rows of `records.case.CLIMB`, one a time (T,)."""
    lines = [line for line in read_text(FILE).splitlines() if not line.startswith("#")]
    read = list(csv.DictReader(lines))
    table = np.empty(len(read), dtype=CLIMB)
    for field, key in COLUMNS.items():
        table[field] = [float(row[key]) * si_factor(key) for row in read]
    table.flags.writeable = False
    return table
