"""`fly`: one flight."""

from __future__ import annotations

from math import degrees
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field

import opendome
from opendome.answers import question as asked
from opendome.answers.fly_glide import Glide, glide_of
from opendome.answers.fly_options import check_kind, check_options
from opendome.answers.moments import Crossings
from opendome.answers.place_names import place_name
from opendome.contract.envelope import Envelope
from opendome.contract.parts import Impact, Maybe, Moment, Part, Place
from opendome.watch import Watch

if TYPE_CHECKING:
    from opendome.outcomes.milestones import Milestone
    from opendome.records.case import Case
    from opendome.records.objects import Objects
    from opendome.records.trajectories import Trajectories

Mode = Literal["cutoff", "full_burn_loft", "full_burn_depress", "full_burn_waste"]


def _option(metavar: str | None = None, group: str = "") -> dict[str, Any]:
    return {"metavar": metavar, "group": group}


class Question(asked.Question):
    """How one flight is asked for."""

    threat: str = Field(
        description="Id of a threat of the library, or a YAML file of your own.",
        json_schema_extra={"position": 0, "metavar": "THREAT"},
    )
    from_place: str = Field(
        alias="from",
        description='Where it is launched: LAT,LON in degrees, a site, or a city ("Chicago, US").',
        json_schema_extra=_option("PLACE"),
    )
    to_place: str | None = Field(
        None,
        alias="to",
        description="Place to hit; the flight is solved.",
        json_schema_extra=_option("PLACE"),
    )
    via: tuple[str, ...] = Field(
        (),
        description="With --to: a place that a glider or cruise missile flies over; may be given again.",
        json_schema_extra=_option("PLACE"),
    )
    apogee_km: float | None = Field(
        None,
        gt=0,
        description="With --to: highest point of a lofted flight [km].",
        json_schema_extra=_option("H"),
    )
    azimuth_deg: float | None = Field(
        None,
        ge=-180,
        le=360,
        description="Direction of launch instead of a place, clockwise from north [deg].",
        json_schema_extra=_option("A"),
    )
    maximum_range: bool = Field(False, description="With --azimuth-deg: fly as far as it goes.")
    loft_deg: float | None = Field(
        None,
        gt=-90,
        le=90,
        description="With --azimuth-deg: elevation that thrust turns down to and then holds [deg].",
        json_schema_extra=_option("L"),
    )
    pitch_rate_deg_per_s: float | None = Field(
        None,
        gt=0,
        le=90,
        description="With --loft-deg: how fast thrust turns down from the vertical [deg/s].",
        json_schema_extra=_option("R"),
    )
    energy: Mode | None = Field(
        None,
        description="What is done with more speed than the range needs, instead of the threat's own way.",
        json_schema_extra=_option("MODE"),
    )
    non_rotating: bool = Field(False, description="An Earth that does not turn; its oblateness stays.")
    spherical: bool = Field(False, description="A spherical Earth of radius 6,371.0 km, pulling as a point.")
    no_picture: bool = Field(False, description="Write no picture and no table of the flight.")

    def inputs(self) -> dict[str, Any]:
        """What was used, after defaults."""
        return {key: value for key, value in super().inputs().items() if key != "no_picture"}


class Event(Part):
    """One moment of the flight."""

    event: str
    what: str
    time_s: float
    altitude_km: float
    speed_km_per_s: float
    inertial_speed_km_per_s: float
    flight_path_angle_deg: Maybe


class FlownObject(Part):
    """One thing that the missile lets go; times count from its launch."""

    object: str
    separated_s: float
    apogee_km: float
    impact_s: Maybe
    impact: Impact | None
    distance_from_aim_km: Maybe


class Answer(Envelope):
    """What `fly` finds."""

    range_km: Maybe
    flight_time_s: Maybe
    apogee_km: Maybe
    energy_mode: str | None
    surplus_speed_km_per_s: Maybe
    burnout: Moment | None
    stages: list[Moment]
    bus_end: Moment | None
    glide: Glide | None
    deployment_start_s: Maybe
    deployment_end_s: Maybe
    pierce_100_km: Crossings
    impact: Impact | None
    azimuth_deg: Maybe
    launch: Place
    distance_km: Maybe
    miss_km: Maybe
    shortfall_km: Maybe
    status: str
    events: list[Event]
    objects: list[FlownObject]
    files: list[str]


def answer(question: Question, watch: Watch) -> Answer:
    """Fly it.

    Raises:
        InputError: The options contradict one another, or name what is not there.
        RunError: The pictures cannot be written.
    """
    check_options(question)
    case = _settle(question)
    from opendome import threats
    from opendome.records.case import Plays

    watch.step("flight", 0, 1)
    world = case.reference_world(Plays(1, question.seed))
    flights = threats.fly(world, watch)
    objects = threats.objects(world, flights, watch)
    watch.step("flight", 1, 1)
    return _reduce(question, case, flights, objects)


def _settle(question: Question) -> Case:
    """The case of this one launch."""
    library = question.open_library()
    from opendome.records.case import EarthModel
    from opendome.scenario.basing import check_basing
    from opendome.scenario.loading import load_threat
    from opendome.scenario.places import find_place
    from opendome.scenario.settle import FlightRequest, settle_flight

    threat_id, spec = load_threat(question.threat, library, question.settings)
    check_kind(question, spec.kind)
    if question.energy is not None:
        spec = spec.model_copy(update={"energy": question.energy})
    start = find_place(question.from_place, library)
    check_basing(threat_id, spec, start, library, "--from")
    request = FlightRequest(
        from_place=start,
        to_place=None if question.to_place is None else find_place(question.to_place, library),
        azimuth_deg=None if question.azimuth_deg is None else question.azimuth_deg % 360.0,
        maximum_range=question.maximum_range,
        apogee_km=question.apogee_km,
        loft_deg=question.loft_deg,
        pitch_rate_deg_per_s=question.pitch_rate_deg_per_s,
        way_points=tuple(find_place(point, library) for point in question.via),
    )
    earth = EarthModel(rotating=not question.non_rotating, spherical=question.spherical)
    return settle_flight(threat_id, spec, request, earth)


def _reduce(question: Question, case: Case, flights: Trajectories, objects: Objects) -> Answer:
    """From nodes to keys."""
    from opendome.answers import moments
    from opendome.outcomes import milestones
    from opendome.outcomes.milestones import first
    from opendome.records import trajectories as flown
    from opendome.reports import sentences

    found = milestones(flights, 0, case.earth)
    row, status = case.launches[0], list(flown.STATUSES)[int(flights.status[0])]
    end = first(found, flown.IMPACT)
    start = Place(lat_deg=degrees(row["latitude"]), lon_deg=degrees(row["longitude"]))
    reach, distance = _distances(case, end)
    shortfall = distance - reach if status == "out_of_reach" and distance and reach else None
    if shortfall is not None and question.via:  # who goes round may come down farther off than it began
        shortfall = float(flights.miss[0]) / 1e3
    azimuth = degrees(float(flights.azimuth[0]))
    said = sentences.Flight(
        start=place_name(case.launch_name[0], start),
        aim=_aim_name(question, case),
        azimuth_deg=azimuth,
        range_km=reach,
        time_s=end.time if end else None,
        apogee_km=float(flights.highest[0]) / 1e3,
        status=status,
        shortfall_km=shortfall,
        routed=bool(question.via),
    )
    sentence = sentences.flight(said)
    deployment = moments.deployment(found)
    return Answer(
        command="fly",
        inputs=question.inputs(),
        range_km=reach,
        flight_time_s=said.time_s,
        apogee_km=said.apogee_km,
        energy_mode=_energy_mode(question, case),
        surplus_speed_km_per_s=float(flights.surplus_speed[0]) / 1e3,
        burnout=moments.burnout(found),
        stages=moments.stages(found),
        bus_end=moments.moment(first(found, flown.BUS_END)),
        glide=glide_of(case, flights, found),
        deployment_start_s=deployment[0],
        deployment_end_s=deployment[1],
        pierce_100_km=moments.crossings(found),
        impact=moments.impact(found),
        azimuth_deg=azimuth,
        launch=start,
        distance_km=distance,
        miss_km=float(flights.miss[0]) / 1e3,
        shortfall_km=shortfall,
        status=status,
        events=_events(found),
        objects=let_go(case, objects),
        files=_files(question, case, flights, objects, sentence),
        sentence=sentence,
        warnings=warnings_of(case, status) + left_out(case, objects),
        sources=case.figures.keys(),
    )


def _energy_mode(question: Question, case: Case) -> str | None:
    """How spare speed was used; None where a programme is flown, or the threat knows no such thing."""
    from opendome.records.case import BALLISTIC, ENERGY_MODES

    if question.loft_deg is not None or int(case.kind[0]) != BALLISTIC:
        return None
    return ENERGY_MODES[int(case.energy[0])]


def _aim_name(question: Question, case: Case) -> str:
    if question.to_place is None:
        return ""
    row = case.launches[0]
    at = Place(lat_deg=degrees(row["aim_latitude"]), lon_deg=degrees(row["aim_longitude"]))
    return place_name(case.aim_name[0], at)


def _distances(case: Case, end: Milestone | None) -> tuple[float | None, float | None]:
    """From launch to impact, and from launch to the place asked for [km]."""
    from math import isfinite

    from opendome.physics.earth import surface_distance

    row, spherical = case.launches[0], case.earth.spherical
    start = float(row["latitude"]), float(row["longitude"])
    aim = float(row["aim_latitude"]), float(row["aim_longitude"])
    reach = None
    if end is not None:
        reach = float(surface_distance(*start, end.latitude, end.longitude, spherical)) / 1e3
    asked_for = float(surface_distance(*start, *aim, spherical)) / 1e3 if isfinite(aim[0]) else None
    return reach, asked_for


def _events(found: list[Milestone]) -> list[Event]:
    from opendome.answers.moments import moment
    from opendome.records.trajectories import EVENTS
    from opendome.reports.events import words

    listed = []
    for milestone, what in zip(found, words(found), strict=True):
        keys = moment(milestone)
        if keys is not None:
            listed.append(Event(event=EVENTS[milestone.event], what=what, **keys.model_dump()))
    return listed


def let_go(case: Case, objects: Objects) -> list[FlownObject]:
    """Each thing that the missile lets go, in the order of the record."""
    from opendome.answers import moments
    from opendome.outcomes import milestones
    from opendome.records.objects import OBJECT_KINDS

    start = float(case.launches["time"][0])
    impact = objects.impact_time
    return [
        FlownObject(
            object=f"{OBJECT_KINDS[objects.kind[row]]} {objects.number[row]}",
            separated_s=float(objects.separated[row]) - start,
            apogee_km=float(objects.highest[row]) / 1e3,
            impact_s=float(impact[row]) - start,
            impact=moments.impact(milestones(objects.flights, row, case.earth)),
            distance_from_aim_km=float(objects.flights.miss[row]) / 1e3,
        )
        for row in range(len(objects))
    ]


def left_out(case: Case, objects: Objects) -> list[str]:
    """That there are more objects than are flown, and what can be done."""
    if not objects.left_out:
        return []
    fewer = f"--set library.{case.missile_id[0]}.decoys.count="
    return [
        f"{objects.left_out:,} more objects are let go; the first {len(objects):,} are flown here, for their "
        f"flights fill memory. Ask for fewer ({fewer}), or from Python for more: threats.objects(most=)."
    ]


def warnings_of(case: Case, status: str) -> list[str]:
    """What a reader must know besides: a status other than ok, figures without a source."""
    from opendome.records.trajectories import STATUSES
    from opendome.reports.numbers import count

    said = [] if status == "ok" else [STATUSES[status]]
    bare = case.figures.count()[2]
    if bare:
        said.append(
            f"{count(bare, 'figure').capitalize()} used here {'has' if bare == 1 else 'have'} no source."
        )
    return said


def _files(
    question: Question, case: Case, flights: Trajectories, objects: Objects, sentence: str
) -> list[str]:
    """Write picture and table where files are wanted; their paths."""
    if question.out is None or question.no_picture:
        return []
    from opendome import storage
    from opendome.answers import fingerprint
    from opendome.records.trajectories import APOGEE, IMPACT
    from opendome.reports import flight_picture

    inputs = {
        "opendome": opendome.__version__,
        "code": storage.code_digest(),
        "command": "fly",
        "case": fingerprint.of(case),
    }
    digest = storage.digest_of(inputs)
    folder, whole = storage.place_for(Path(question.out), case.missile_id[0], digest)
    flew = bool(len(flights.nodes_of(0, IMPACT)) or flights.nodes_of(0, APOGEE).size)
    names = [*(["flight.svg", "flight.png"] if flew else []), "trajectory.parquet"]
    if not whole:

        def fill(beside: Path) -> None:
            if flew:  # of what never leaves the ground there is nothing to see
                flight_picture.draw(case, flights, objects, sentence, beside)
            storage.write_table(beside / names[-1], flights.to_frame())

        storage.write(folder, digest, inputs, fill)
    return [(folder / name).as_posix() for name in names]
