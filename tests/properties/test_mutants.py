"""A small piece of the campaign of damaged files: problems with places and ways out, or a good scenario."""

from __future__ import annotations

import os
import sys
from collections import Counter
from pathlib import Path

from house.tree import ROOT

sys.path.insert(0, str(ROOT / "benchmarks" / "campaigns"))

from judge import Judge
from mutants import mutant


def test_damaged_files_of_the_library(tmp_path: Path) -> None:
    judge = Judge(tmp_path)
    kinds: Counter[str] = Counter()
    faults, right = {}, 0
    for number in range(4 * int(os.environ.get("OPENDOME_EXAMPLES", "50"))):
        verdict = judge.judge(mutant(number))
        kinds.update(set(verdict.kinds))
        right += verdict.right
        if verdict.faults:
            faults[number] = verdict.faults
    assert faults == {}  # see one: python benchmarks/campaigns/run.py mutate --only NUMBER
    assert right > 10
    assert len(kinds) > 10


def test_a_number_makes_its_mutant_again() -> None:
    first = [mutant(number) for number in range(40)]
    assert first == [mutant(number) for number in range(40)]
    assert len({one.raw for one in first}) > 30
