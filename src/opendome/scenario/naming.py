"""What a name could have meant: near misses among names and keys."""

from __future__ import annotations

import types
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import Annotated, Any, Union, get_args, get_origin

from opendome import units
from opendome.scenario.figures import Path, Spec

_NEAR = 0.69
_NEAR_ELSEWHERE = 0.85
"""How like a name is another that was meant; where it stands elsewhere too, both must have gone wrong."""

_SHORT = 3
"""Names of so few letters are alike by chance unless nearly all of them are the same."""

_ONE_OFF = 0.7
"""How like two names of three letters are that differ in one; enough where such a name may stand."""

_OTHER_UNITS = (
    "sec", "secs", "second", "seconds", "minute", "minutes", "h", "hours", "mm", "cm", "ft", "mi", "nm",
    "metre", "metres", "kilometre", "kilometres", "lb", "t", "tonne", "tonnes", "kgf", "lbf", "rad",
    "degree", "degrees", "percent", "pct", "mw", "kmh", "kt", "c", "f", "psi", "bar",
)  # fmt: skip


def near(name: str, names: Iterable[str], least: float = _NEAR) -> str | None:
    """The known name that this one most likely meant, or None.

    Args:
        name: As written.
        names: Those that are known.
        least: A name less like it than this was not meant, from 0 to 1.
    """
    best, score = None, least
    wanted = _plain(name)
    for known in names:
        likeness = _likeness(wanted, _plain(known))
        if likeness > score:
            best, score = known, likeness
    return best


def near_elsewhere(key: str, keys: Iterable[str]) -> str | None:
    """The key of another place that this one most likely meant: nearly as written, or the rest left out."""
    known = list(keys)
    begun = [one for one in known if _plain(one).startswith(_plain(key) + "_")]
    return near(key, known, _NEAR_ELSEWHERE) or (near(key, begun) if len(key) > _SHORT else None)


def several_near(name: str, names: Iterable[str], most: int = 3) -> list[str]:
    """Names like this one, the likeliest first."""
    wanted = _plain(name)
    ranked = sorted(
        ((_likeness(wanted, _plain(known)), known) for known in names), key=lambda pair: (-pair[0], pair[1])
    )
    return [known for likeness, known in ranked if likeness > _NEAR][:most]


def did_you_mean(name: str, names: Iterable[str]) -> str:
    """A sentence with the likeliest name and a space before it, or nothing."""
    meant = near(name, names)
    return f" Did you mean {meant}?" if meant else ""


def listed(names: Sequence[str], most: int = 12) -> str:
    """Names as a list in a sentence, cut where it grows long."""
    shown = ", ".join(names[:most])
    return shown if len(names) <= most else f"{shown}, … ({len(names)} in all)"


def without_unit(name: str) -> str:
    """A key without its unit, also without units that are not of the list."""
    ending = units.ending_of(name)
    if ending is None:
        last = name.rsplit("_", 1)[-1]
        ending = last if last in _OTHER_UNITS else None
    return name[: -len(ending)].rstrip("_") if ending else name


def models_at(root: type[Spec], path: Path) -> list[type[Spec]]:
    """What may stand at a path of a spec: several where the language offers a choice."""
    models = [root]
    for step in path:
        if isinstance(step, int):
            continue
        models = [inner for model in models for inner in inner_models(model, step)]
    return models


def key_names(model: type[Spec]) -> list[str]:
    """Keys of a spec, as people write them."""
    return [field.alias or name for name, field in model.model_fields.items()]


def inner_models(model: type[Spec], key: str) -> list[type[Spec]]:
    """Specs that may stand under a key."""
    for name, field in model.model_fields.items():
        if key == (field.alias or name):
            return _specs_in(field.annotation)
    return []


def _specs_in(annotation: Any) -> list[type[Spec]]:
    if isinstance(annotation, type) and issubclass(annotation, Spec):
        return [annotation]
    origin = get_origin(annotation)
    if origin is Annotated:
        return _specs_in(get_args(annotation)[0])
    if origin in (Union, types.UnionType, tuple, list):
        return [spec for part in get_args(annotation) for spec in _specs_in(part)]
    return []


def _plain(name: str) -> str:
    return name.casefold().replace("-", "_").replace(" ", "_")


def _one_letter_off(wanted: str, known: str) -> bool:
    """Whether a name of three letters is another but for one of them, as `gbl` is `gbi`."""
    same = sum(one == other for one, other in zip(wanted, known, strict=False))
    return len(wanted) == len(known) == _SHORT and same == _SHORT - 1


def _likeness(wanted: str, known: str) -> float:
    """0 to 1; a word that begins as the other does counts, and so does a key without its unit."""
    if not wanted or not known:
        return 0.0
    stem = without_unit(known)
    if len(wanted) > 3 * len(known) + 8:
        return 0.0
    ratio = max(SequenceMatcher(None, wanted, name).ratio() for name in {known, stem or known})
    if len(wanted) <= _SHORT and ratio < 0.8:
        ratio = _ONE_OFF if _one_letter_off(wanted, known) else 0.0
    shorter = min(len(wanted), len(stem))
    if shorter >= 3 and (stem.startswith(wanted) or wanted.startswith(stem)):
        ratio = max(ratio, 0.9 if wanted.startswith(stem) else 0.7)
    return ratio
