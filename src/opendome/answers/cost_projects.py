"""Joint research as a portfolio: who pays what, and what each project would bring."""

from __future__ import annotations

from typing import TYPE_CHECKING

from opendome.contract.cost import PartnerShare, ProjectRow

if TYPE_CHECKING:
    from opendome.answers.cost import Costed, Question
    from opendome.choices.portfolio import Gained, Project, Weighed
    from opendome.outcomes.bands import Band
    from opendome.scenario.document import Scenario
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
    gain = _Gain(question, found, library, watch) if question.gains else None
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
        brings=spec.brings,
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
        gain_sampling_error_probability=one.sampling_error,
        why=one.why_no_gain
        or (f"brings no more than {one.dominated_by}, for more" if one.dominated_by else ""),
    )


class _Gain:
    """What a project adds to the chance that nothing gets through; the raid as it is is flown once."""

    def __init__(self, question: Question, found: Costed, library: Library, watch: Watch) -> None:
        self.question, self.found, self.library, self.watch = question, found, library, watch
        self.as_it_is: Band | None = None

    def __call__(self, project: Project) -> Gained | None:
        """With its changes against the raid as it is; or that against the raid without what it brought."""
        from math import hypot

        from opendome.choices.portfolio import Gained

        other = self._changed(project) if project.changes else self._without(project.brings)
        if other is None:
            return None
        if self.as_it_is is None:
            self.as_it_is = self._flown(self.found.scenario)
        flown = self._flown(other)
        more, less = (flown, self.as_it_is) if project.changes else (self.as_it_is, flown)
        return Gained(more.value - less.value, hypot(more.sampling_error, less.sampling_error))

    def _changed(self, project: Project) -> Scenario:
        """The scenario with what a project changes, checked as if each change stood behind `--set`."""
        import json

        from opendome.errors import InputError, Problem
        from opendome.scenario.loading import load_scenario

        changes = (f"{path}={json.dumps(value)}" for path, value in project.changes.items())
        try:
            return load_scenario(self.found.reference, self.library, (*self.question.settings, *changes))
        except InputError as error:
            message = f"What the project {project.id} changes cannot be used here."
            remedy = "Mend its changes, or leave it out of programme.projects."
            raise InputError(Problem("project", message, remedy, key="changes"), *error.problems()) from None

    def _without(self, equipment: tuple[str, ...]) -> Scenario | None:
        """The scenario without some equipment of its architecture; None where it has none of it."""
        scenario = self.found.scenario
        sensors, interceptors = (
            tuple(one for one in listed if one.use not in equipment)
            for listed in (scenario.architecture.sensors, scenario.architecture.interceptors)
        )
        left = scenario.architecture.model_copy(update={"sensors": sensors, "interceptors": interceptors})
        return None if left == scenario.architecture else scenario.model_copy(update={"architecture": left})

    def _flown(self, scenario: Scenario) -> Band:
        from opendome.choices import fielding
        from opendome.records.case import Plays

        plays = Plays(RUNS, self.question.seed)
        return fielding.fly(
            scenario, self.library, (), (), {}, plays, lambda _case, _flights: None, self.watch
        ).no_leak
