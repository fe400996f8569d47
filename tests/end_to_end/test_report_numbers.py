"""Every number in the prose of a report comes from a record or a figure."""

from __future__ import annotations

import json
import re

import pytest

from exchange_prose import EXCHANGE
from report_prose import FIXED, RULES, Held, prose, without_rules
from reported import LAYERED, RAIDS, folder

pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture(params=[*sorted(RAIDS), LAYERED])
def held(request: pytest.FixtureRequest) -> Held:
    place = folder(request.param)
    plates = json.loads((place / "figures" / "captions.json").read_text("utf8"))["figures"]
    answer = json.loads((place / "answer.json").read_text("utf8"))
    return Held(place, answer, {plate["name"]: plate for plate in plates})


def test_every_number_in_the_prose_is_traced(held: Held) -> None:
    from opendome.reports import limits

    limits_said = {one for _, texts in limits.told([*limits.limits()]) for one in texts}
    left = []
    for text in prose(held):
        if text in limits_said:
            continue
        rest = text
        for fixed in FIXED:
            rest = rest.replace(fixed, "")
        for pattern, check in (EXCHANGE, *RULES):
            for found in list(re.finditer(pattern, rest)):
                assert check(held, found), (pattern, found[0], text)
            rest = re.sub(pattern, "", rest)
        if re.search(r"\d", rest):
            left.append((rest, text))
    assert left == []


def test_a_wrong_number_is_noticed(held: Held) -> None:
    """The rules above can fail: each number of the lead and of the reasons, seven more, breaks one."""
    tried = 0
    for text in (held.answer["sentence"], *held.answer["why"]):
        for place in re.finditer(r"(?<![\w.–-])\d+(?![\w.,]*\d)", text):
            if place[0] == "100" or "interceptors in reach" in text[place.end() :][:24]:
                continue  # of 100; of how many in reach the answer holds no sum
            tried += 1
            changed = f"{text[: place.start()]}{int(place[0]) + 7}{text[place.end() :]}"
            checks = [(found, check) for pattern, check in RULES for found in re.finditer(pattern, changed)]
            kept = all(check(held, found) for found, check in checks)
            assert not kept or re.search(r"\d", without_rules(changed)), changed
    assert tried > 3


def test_links_under_figures_lead_to_their_rows(held: Held) -> None:
    text = (held.place / "report.html").read_text("utf8")
    rows = dict(re.findall(r'<tr id="(figure-of-\d+)"><td>([^<]*)<', text))
    assert len(rows) == len(held.table("figures"))
    for used in re.findall(r'<p class="used">.*?</p>', text, flags=re.DOTALL):
        links = re.findall(r'<a href="#(figure-of-\d+)">([^<]*)</a>', used)
        assert links
        assert all(rows[anchor] == words for anchor, words in links)
