"""OpenDome: open analysis of layered missile defence.

>>> import opendome as od
>>> run = od.simulate("limited-raid", runs=1000, seed=1)  # doctest: +SKIP
>>> run.outcomes.to_frame()  # doctest: +SKIP
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from opendome.answers.finished_run import Run
    from opendome.scenario.document import Scenario

__version__ = "0.1.0"

__all__ = ["Scenario", "__version__", "simulate"]


def simulate(scenario: str | Scenario, runs: int = 1000, seed: int = 1) -> Run:
    """Run a scenario.

    Args:
        scenario: A name of the library, a path of a file, or a `Scenario`.
        runs: How many rolls of the dice.
        seed: Start of all chance.

    Returns:
        The run: its records, each with `to_frame()`, and `report(out)`, which writes the same files as the
        command line.
    """
    from opendome.answers.run import run

    return run(scenario, runs, seed)


def __getattr__(name: str) -> Any:
    if name == "Scenario":
        from opendome.scenario.document import Scenario

        return Scenario
    raise AttributeError(f"module 'opendome' has no attribute {name!r}")


class _Package(ModuleType):
    """The package, in which `simulate` stays the function.

    Importing the module `opendome.simulate` would otherwise put that module in the function's place.
    """

    def __setattr__(self, name: str, value: Any) -> None:
        if not (name == "simulate" and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
