"""Joint research as a portfolio: who pays what, and what each project would bring."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from opendome.contract.cost import PartnerShare, ProjectRow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from opendome.answers.cost import Costed, Question
    from opendome.choices.portfolio import Project, Weighed
    from opendome.scenario.library import Library
    from opendome.watch import Watch

RUNS = 400
"""Plays of a raid that a gain is found from."""


def rows(question: Question, found: Costed, library: Library, watch: Watch) -> list[ProjectRow]:
    """Every project that the programme names, most gain for a dollar first.

    Args:
        question: Whether raids are flown for gains.
        found: The programme.
        library: What names mean.
        watch: Asked between worlds.
    """
    from opendome.choices import portfolio
    from opendome.scenario import deflators

    said = found.scenario.programme
    if said is None or not said.projects:
        return []
    projects = [_project(name, library) for name in said.projects]
    year = found.programme.price_year
    index = {year: 1.0}
    for one in projects:
        if one.price_year is not None:
            index[one.price_year] = deflators.factor_of(said.deflator, library, year, one.price_year)
    gain = _Gain(question.seed, found, library, watch) if question.gains else None
    return [_row(one) for one in portfolio.weigh(projects, index, year, gain).ranked]


def _project(name: str, library: Library) -> Project:
    """A project of the library, as the portfolio takes it."""
    from opendome.choices.portfolio import Project
    from opendome.scenario.budgets import JointProject, million

    spec = library.entry("projects", name)
    if not isinstance(spec, JointProject):
        from opendome.errors import InputError

        raise InputError(library.unknown("projects", name))
    return Project(
        id=name,
        name=spec.name,
        partners=tuple((one.name, float(one.share_fraction.value)) for one in spec.partners),
        cost_usd=None if spec.cost_million_usd is None else million(spec.cost_million_usd),
        price_year=spec.price_year,
        from_year=spec.from_year,
        until_year=spec.until_year,
        readiness_from=spec.readiness_from_count,
        readiness_to=spec.readiness_to_count,
        changes=spec.changes,
        source=spec.source,
    )


def _row(one: Weighed) -> ProjectRow:
    project = one.project
    paid = dict(one.by_partner_usd)
    return ProjectRow(
        id=project.id,
        name=project.name,
        partners=[
            PartnerShare(name=name, share_fraction=share, cost_usd=paid.get(name))
            for name, share in project.partners
        ],
        readiness_from_count=project.readiness_from,
        readiness_to_count=project.readiness_to,
        from_year=project.from_year,
        until_year=project.until_year,
        cost_usd=one.cost_usd,
        gain_probability=one.gain,
        why=one.why_no_gain
        or (f"brings no more than {one.dominated_by}, for more" if one.dominated_by else ""),
    )


class _Gain:
    """What changes add to the chance that nothing gets through; the raid as it is is flown once."""

    def __init__(self, seed: int, found: Costed, library: Library, watch: Watch) -> None:
        self.seed, self.found, self.library, self.watch = seed, found, library, watch
        self.before: float | None = None

    def __call__(self, changes: Mapping[str, Any]) -> float:
        """The gain of some changes."""
        if self.before is None:
            self.before = self._chance({})
        return self._chance(changes) - self.before

    def _chance(self, changes: Mapping[str, Any]) -> float:
        from opendome.choices import fielding
        from opendome.records.case import Plays

        plays = Plays(RUNS, self.seed)
        flown = fielding.fly(
            self.found.scenario,
            self.library,
            (),
            (),
            changes,
            plays,
            lambda _case, _flights: None,
            self.watch,
        )
        return float(flown.no_leak.value)
