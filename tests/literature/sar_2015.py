"""Selected Acquisition Reports of December 2015, as data: PAC-3 MSE whole, and totals of others.

Released as 16-F-0402, public domain, unclassified; read from the spreadsheets in the public repository
CSISdefense/SARS, folder Code/files. Millions of dollars: of the base year where a name ends in `_by`, of each
fiscal year where it ends in `_ty`.
"""

from __future__ import annotations

import numpy as np

# PAC-3 MSE (base year 2014). Development by fiscal year from 2004, and its printed sum.
RDTE_TY = np.array([62.5, 53.2, 101.8, 113.9, 60.5, 75.6, 115.7, 125.1, 67.2, 25.3, 33.0, 33.7, 2.3])
RDTE_TY_TOTAL = 869.8

# Fiscal year, quantity, recurring flyaway in then-year and in base-year dollars, all in then-year
LOTS = np.array(
    [
        (2014, 92, 508.9, 496.4, 548.0), (2015, 108, 492.7, 473.9, 532.6), (2016, 112, 474.3, 447.7, 514.9),
        (2017, 85, 381.8, 353.6, 423.2), (2018, 93, 416.9, 378.6, 459.1), (2019, 95, 454.0, 404.2, 497.0),
        (2020, 95, 486.0, 424.3, 529.8), (2021, 95, 475.9, 407.3, 520.5), (2022, 90, 468.9, 393.4, 514.4),
        (2023, 90, 448.2, 368.7, 494.6), (2024, 90, 424.9, 342.7, 472.1), (2025, 80, 393.7, 311.3, 432.6),
    ]
)  # fmt: skip
LOT_YEAR, LOT_QUANTITY, LOT_TY, LOT_BY, LOT_PROGRAMME_TY = LOTS.T
NON_RECURRING_TY = (70.4, 10.8)  # fiscal years 2012 and 2013, without a missile

QUANTITY = 1_125
LOTS_TY_TOTAL, LOTS_BY_TOTAL, PROGRAMME_TY_TOTAL = 5_426.2, 4_802.1, 6_020.0

# Acquisition and procurement in base-year dollars, with their quantity: as reported, and at two baselines
NOW = {"all": 6_276.9, "procurement": 5_334.9, "quantity": 1_125.0}
CURRENT = {"all": 6_037.0, "procurement": 5_087.2, "quantity": 1_057.0}
ORIGINAL = {"all": 7_664.0, "procurement": 7_096.2, "quantity": 1_528.0}

# A year of service: maintenance, sustaining, improvements; and the years that are counted
SERVICE_BY = (35.744, 14.66, 14.058)
SERVICE_YEARS = 43.0
SERVICE_TOTAL = 2_771.9

# Unit cost of the programme: from one baseline to the next, then to the estimate
FIRST_WALK = (5.272, (0.311, 0.411, 0.398, 0.126, -0.158), 6.360)
SECOND_WALK = (6.360, (-0.040, -0.240, -0.022, 0.072, 0.004), 6.134)

# Ballistic Missile Defense System, then-year: to fiscal year 2015, and 2016 to 2021; and the printed sum
BMDS_TY = (111_127.6, 7_888.8, 7_059.9, 6_944.1, 6_833.5, 6_945.5, 7_082.0)
BMDS_TY_TOTAL = 153_881.4
