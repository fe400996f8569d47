"""The commands, in the order and the groups of the help. Light: nothing is imported before it is needed."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from types import ModuleType


@dataclass(frozen=True)
class Command:
    """One command.

    Attributes:
        name: As typed.
        group: Its group in the help.
        summary: The question it answers, in a few words.
        examples: Lines that can be pasted.
    """

    name: str
    group: str
    summary: str
    examples: tuple[str, ...]

    def module(self) -> ModuleType:
        """Its answers module, imported now."""
        return import_module(f"opendome.answers.{self.name}")


RUN = "Run"
LAYER = "A layer by itself"
PROGRAMME = "The programme"
SHARE = "Share"

COMMANDS: dict[str, Command] = {
    command.name: command
    for command in (
        Command(
            "run",
            RUN,
            "Fly a raid against a defence: what gets through, why, and how sure is that?",
            (
                "opendome run",
                "opendome run limited-raid --set raid.0.count=12 --json",
                "opendome run --require no_leak_probability=0.9 --solve kill_probability",
            ),
        ),
        Command(
            "check",
            RUN,
            "Is a file of mine right? All problems at once, nothing is run.",
            (
                "opendome check my-raid.yaml",
                "opendome check my-raid.yaml my-missile.yaml --library my-equipment",
            ),
        ),
        Command(
            "list",
            RUN,
            "What is in the library?",
            ("opendome list threats", "opendome list scenarios", "opendome list schemas --json"),
        ),
        Command(
            "show",
            RUN,
            "What does an entry say, and where does each figure come from?",
            (
                "opendome show threat scud-b",
                "opendome show scenario limited-raid",
                "opendome show schema scenario > scenario.schema.json",
            ),
        ),
        Command(
            "explain",
            RUN,
            "Why did this missile get through, or not? What happened to it, moment by moment.",
            (
                "opendome explain runs/limited-raid-7f3a notional-solid-icbm-3",
                "opendome explain runs/limited-raid-7f3a 3 --play 12",
                "opendome explain runs/limited-raid-7f3a 3 --json",
            ),
        ),
        Command(
            "fly",
            LAYER,
            "One flight: how far, how long, how high, how fast?",
            (
                "opendome fly notional-solid-icbm --from 40,127 --to Chicago",
                "opendome fly scud-b --from 40,127 --azimuth-deg 40 --maximum-range",
                "opendome fly no-dong --from 40,127 --to 38,138 --apogee-km 500 --json",
            ),
        ),
        Command(
            "size",
            LAYER,
            "How many interceptors in orbit, so that enough are in reach at the right moment?",
            (
                "opendome size boost",
                "opendome size boost --burn-time-s 180 --decide-s 30 --missiles 10 --json",
                "opendome size boost --inclination-deg 60 --latitude-deg 40 --out sized",
            ),
        ),
        Command(
            "cost",
            PROGRAMME,
            "What does it cost, year by year, what carries the total, and how sure is that?",
            (
                "opendome cost cbo-2026",
                "opendome cost cbo-2026 --set library.cbo-2026-sbi.life_duration_year=8 --json",
                "opendome cost announced-2025 cbo-2026 --compare --out costed",
            ),
        ),
        Command(
            "schedule",
            PROGRAMME,
            "When can it stand, what holds it up, and what stands each year?",
            (
                "opendome schedule cbo-class-salvo",
                "opendome schedule cbo-class-salvo --out planned",
                "opendome schedule regional-two-batteries --capability --runs 20 --json",
            ),
        ),
        Command(
            "report",
            SHARE,
            "The page of a run that was made before, written again: one file, offline, to read and print.",
            (
                "opendome report runs/limited-raid-7f3a",
                "opendome report runs/limited-raid-7f3a --out for-the-press",
            ),
        ),
        Command(
            "serve",
            SHARE,
            "A page in the browser, on this machine: move a slider, and see what it does to the answer.",
            ("opendome serve", "opendome serve --port 8800 --no-browser"),
        ),
    )
}
"""Every command, by name."""
