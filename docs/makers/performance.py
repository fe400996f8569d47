"""The Performance page, from what the benchmark of the flights wrote."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from makers import flying, growth, programme, shells
from makers.tables import MADE, table

HEAD = """# Performance

How long flights take, and how much that is beside the same flights in C++ and NumPy. Measured by hand, with
`python benchmarks/trajectories/measure.py`: nothing is timed in a test. Ratios say more than seconds, for all
that is compared was measured in one process, in turn.

"""

FLIGHTS = """
## A thousand flights

1,000 launches of a three-stage missile, each flown for 2,000 s with given steering: thrust against the air's
pressure, drag by Mach number, the standard atmosphere, J2, the turning ellipsoid. OpenDome takes steps as
long as its tolerance allows, ends them on staging, 100 km and the highest point, and writes no nodes here.
The others take steps of one length in the fourth order of Runge and Kutta. The C++ is `reference.cpp`, as one
would write it by hand, and `batched.cpp`, eight missiles abreast for the processor's vector unit.

"""

ERRORS = """
How far each is off after 2,000 s, measured against flights at a tolerance a thousand times finer than
OpenDome's own. With steps of 1 s the error is that of the method and not of a program: the programs agree to
a metre, and the error falls nearly by the fourth power of the step. It comes from the first stage after the
pitch-over, when a slow missile turns fast. Without equal errors seconds cannot be compared, so the C++ was
flown with steps of 1/8 s too, and OpenDome with a coarse tolerance.

"""

WATCHING = """
## Seeing and tracking

One world of the flagship with more missiles, two seconds apart: every sensor looks at every missile for some
2,200 s, and every detection goes through the filter. The shortest of several times; scoring holds tracks
against the truth. A run of a small raid works on two worlds at once, each on a thread of its own: what a
world takes then stands in a column by itself. The last column is what a missile costs on two threads, in
times what it costs in the smallest raid. By `python benchmarks/watching/measure.py`.

"""

SHARED = """
Two plain loops side by side took {:.2f} times one alone on that machine: 1 is a second processor of one's
own, 2 none.
"""

SHOOTING = """
## Reaching and shooting

One world of the flagship with more missiles, two seconds apart, and four interceptors for each. *Reaching*
holds every course against every battery, *opportunities* every missile's track against both, and a *play* is
all shots of one raid; the last column is what a missile costs in it, in times what it costs in the smallest
raid. The shortest of several times. By `python benchmarks/shooting/measure.py`.

"""

WHOLE = """
Whole runs from the command line, in a fresh process on two threads, with everything compiled and Python's
bytecode kept, as on any machine where it may be: until the answer is printed, and until the last picture is
written. The shortest of five.

"""

WORDS = {
    "help_s": "`opendome --help`, s",
    "list_threats_s": "`opendome list threats`, s",
    "first_compile_s": "compiling the flights, once after an install, s",
    "kernels_from_disk_s": "a fresh Python until they are there, any later time, s",
    "of_which_numba_itself_s": "of which importing Numba and NumPy, s",
    "before_MB": "a process that has flown eight launches, MB",
    "1000_launches_MB": "that has flown 1,000, none alike, MB",
    "10000_launches_MB": "that has flown 10,000, none alike, MB",
}


def page(file: Path) -> str:
    """The page, from the benchmark's answers."""
    if not file.exists():
        return MADE + HEAD + "Not measured yet.\n"
    found: dict[str, Any] = json.loads(file.read_text("utf8"))
    flown, on = found["trajectories"], found["machine"]
    best = flown["seconds"]["OpenDome, 2 threads"]
    times = ([name, f"{value:.3f}", f"{value / best:.2g}"] for name, value in flown["seconds"].items())
    errors = (
        [name, f"{error['median'] * 1e3:g}", f"{error['largest'] * 1e3:g}"]
        for name, error in flown["error_km"].items()
    )
    text = MADE + HEAD
    text += f"{on['processor']}, {on['processors_count']} processors, load {on['load_before']} before; "
    text += f"Python {on['python']}, Numba {on['numba']}, NumPy {on['numpy']}. Medians.\n"
    text += FLIGHTS + table(("method", "seconds", "times OpenDome on 2 threads"), times)
    text += ERRORS + table(("method", "median, m", "largest, m"), errors)
    text += (
        f"\nTolerance: {flown['tolerance']:g}; as coarse as steps of 1 s: {flown['matched_tolerance']:g}.\n"
    )
    text += (
        "\n## Aiming\n\nLaunches a second, each from another place to another place, aimed, flown and kept. "
    )
    text += "In another world of the same scenario aiming starts from how the first was steered.\n\n"
    rates = ([_spoken(name), f"{value:.0f}"] for name, value in found["aiming"].items())
    text += table(("", "launches a second"), rates)
    text += "\n## Starting and memory\n\nWith Python's bytecode kept, as on any machine where it may be.\n\n"
    both = found["start"] | found["memory"]
    text += table(("what", "how much"), ([WORDS[name], f"{value:.3g}"] for name, value in both.items()))
    text += flying.many(found["flying"]) if "flying" in found else ""
    text += flying.glides(found["gliding"]) if "gliding" in found else ""
    text += _watching(found["watching"]) if "watching" in found else ""
    text += _shooting(found["shooting"]) if "shooting" in found else ""
    text += growth.part(found["growth"]) if "growth" in found else ""
    text += shells.part(found["shells"]) if "shells" in found else ""
    return text + (programme.part(found["programme"]) if "programme" in found else "")


def pictures(file: Path, folder: Path) -> list[Path]:
    """Draw the page's picture anew, from the same answers."""
    return growth.draw(json.loads(file.read_text("utf8"))["growth"], folder)


def _watching(found: dict[str, Any]) -> str:
    """What seeing and tracking cost, by the size of the raid."""
    head = (
        "missiles",
        "sensors",
        "detections",
        "nodes of tracks",
        "1 thread, s",
        "2 threads, s",
        "2 worlds at once, s a world",
        "scoring, s",
        "a missile, times",
    )
    first = found["rows"][0]
    rows = (
        [
            f"{row['threats_count']:,}",
            f"{row['sensors_count']}",
            f"{row['detections_count']:,}",
            f"{row['nodes_count']:,}",
            f"{row['see_and_track_1_s']:.3g}",
            f"{row['see_and_track_2_s']:.3g}",
            f"{row['two_worlds_at_once_s']:.3g}" if "two_worlds_at_once_s" in row else "–",
            f"{row['score_s']:.3g}",
            _a_missile(row, first, "see_and_track_2_s"),
        ]
        for row in found["rows"]
    )
    return WATCHING + table(head, rows) + SHARED.format(found["two_loops_over_one"])


def _shooting(found: dict[str, Any]) -> str:
    """What reaching and shooting cost, and how long a run takes until its answer stands."""
    head = ("missiles", "shots a play", "reaching, s", "opportunities, s", "one play, ms", "a missile, times")
    first = found["rows"][0]
    rows = (
        [
            f"{row['threats_count']:,}",
            f"{row['shots_count']:,.0f}",
            f"{row['reach_s']:.3g}",
            f"{row['opportunities_s']:.3g}",
            f"{1e3 * row['play_s']:.3g}",
            _a_missile(row, first, "play_s"),
        ]
        for row in found["rows"]
    )
    least = found["runs"]["flagship"]["answer_s"]
    runs = (
        [name, f"{run['answer_s']:.1f}", f"{run['all_files_s']:.1f}", f"{run['answer_s'] / least:.2g}"]
        for name, run in found["runs"].items()
    )
    text = SHOOTING + table(head, rows) + WHOLE
    head = ("1,000 runs", "until the answer, s", "until all files, s", "the answer, times the flagship's")
    return text + table(head, runs)


def _a_missile(row: dict[str, float], first: dict[str, float], what: str) -> str:
    """What one missile costs, in times what it costs in the smallest raid."""
    times = row[what] / row["threats_count"] / (first[what] / first["threats_count"])
    return f"{times:.2g}"


def _spoken(name: str) -> str:
    what, threads = name.split(", ")
    return ("in another world" if what.endswith("another_world") else "afresh") + f", {threads}"
