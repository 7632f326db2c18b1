"""The figures of the map: every number on the page against a plain re-computation of our own."""

from collections import Counter
from collections.abc import Iterable
from statistics import mean, median, pstdev, pvariance
from typing import Any

import pytest
from bs4 import Tag

from sandbox.population.profiles import Profile
from sandbox.server import Running
from tests.support.page import Page
from tests.support.site import Site

QUESTIONS: dict[str, dict[str, Any]] = {
    "everybody": {},
    "one style": {"style": "SI"},
    "three people": {"style": "DC"},
    "two people": {"q": "ana"},
}
NEAR = 0.051
LEVELS = {"veryLow": "Very low", "low": "Low", "baseline": "Baseline", "high": "High"}
LEVELS["veryHigh"] = "Very high"


def shown_people(platform: Running, question: dict[str, Any]) -> list[Profile]:
    """Those who fit, by what the platform holds."""
    everyone = platform.world.accounts[0].profiles.page(1, 100)
    if "style" in question:
        return [p for p in everyone if p.disc and p.disc.style == question["style"]]
    return [p for p in everyone if question.get("q", "") in f"{p.first_name}{p.last_name}".lower()]


def text(tag: Tag | None) -> str:
    assert tag is not None
    return " ".join(tag.get_text(" ").split())


def card(page: Page, name: str) -> Tag:
    found = page.soup.select_one(f'section[aria-labelledby="figures-{name}"]')
    assert found is not None
    return found


def spreads(part: Tag, label: str) -> dict[str, list[float]]:
    """n, lowest, middle, mean, deviation and highest by the name of each line."""
    rows = part.select(f'table[aria-label="{label}"] tbody tr')
    return {
        text(row.th): [float(text(cell).removeprefix("n ")) for cell in row.select("td")[1:]]
        for row in rows
    }


def expected(scores: Iterable[float]) -> list[float]:
    known = list(scores)
    return [
        len(known),
        min(known),
        median(known),
        mean(known),
        pstdev(known),
        max(known),
    ]


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_the_styles_are_counted(site: Site, platform: Running, question: dict[str, Any]) -> None:
    page = site.get("/team/map", **question)
    people = shown_people(platform, question)
    styles = Counter(p.disc.style for p in people if p.disc)
    total = sum(styles.values())

    rows = card(page, "styles").select(".distribution > li")

    if total < 3:
        assert rows == []
        assert "Fewer than three people have DISC here" in text(card(page, "styles"))
        return
    assert len(rows) == len(styles) > 0
    for row, (style, count) in zip(
        rows, sorted(styles.items(), key=lambda pair: (-pair[1], pair[0])), strict=True
    ):
        assert text(row.select_one(".letters")).replace(" ", "") == style
        number, share = text(row.select_one(".count")).removesuffix("%").split(f" of {total}, ")
        assert int(number) == count
        assert float(share) == pytest.approx(100 * count / total, abs=NEAR)
        members = {str(link["href"]).rpartition("/")[2] for link in row.select(".scored a")}
        assert members == {p.id for p in people if p.disc and p.disc.style == style}
    if absent := len(people) - total:
        assert f"DISC not taken yet: {absent} p" in text(card(page, "styles"))


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_disc_scores_are_summed_up(site: Site, platform: Running, question: dict[str, Any]) -> None:
    page = site.get("/team/map", **question)
    found = [p.disc for p in shown_people(platform, question) if p.disc]
    part = card(page, "disc")
    if len(found) < 3:
        assert part.find("table") is None
        assert part.select("svg, details, .scored") == []
        assert "Fewer than three people have DISC here" in text(part)
        return

    shown = spreads(part, "DISC scores of those shown")

    names = ("D Dominance", "I Influence", "S Steadiness", "C Correctness")
    for name, letter in zip(names, "disc", strict=True):
        scores = [getattr(disc, letter) for disc in found]
        assert shown[name] == pytest.approx(expected(scores), abs=NEAR)
    assert len(part.select("svg.spread[role=img]")) == 4


def test_the_arithmetic_of_a_score_is_laid_open(site: Site, platform: Running) -> None:
    page = site.get("/team/map")
    people = {p.id: p.disc for p in platform.world.accounts[0].profiles.page(1, 100) if p.disc}

    for opened, letter in zip(card(page, "disc").select("details"), "disc", strict=True):
        scores = [getattr(disc, letter) for disc in people.values()]
        members = {
            str(line.a["href"]).rpartition("/")[2]: (
                float(str(line.data["value"])),
                text(line.data),
            )
            for line in opened.select(".scored li")
            if line.a and isinstance(line.data, Tag)
        }
        assert {key: sent for key, (sent, _) in members.items()} == {
            key: getattr(disc, letter) for key, disc in people.items()
        }
        for sent, written in members.values():
            assert float(written) == pytest.approx(sent, abs=NEAR)
        average, middle, deviation = opened.select(".steps dd")
        assert f"÷ {len(scores)} =" in text(average)
        total = f"{sum(scores):,.1f}".removesuffix(".0")
        assert "," in total
        assert f"add up to {total}. {total} ÷ " in text(average)
        squares = f"{pvariance(scores) * len(scores):,.1f}".removesuffix(".0")
        assert f"add up to {squares}. {squares} ÷ " in text(deviation)
        in_order = [float(value) for value in text(middle.span).replace(" ,", ",").split(", ")]
        assert in_order == pytest.approx(sorted(scores), abs=NEAR)
        assert [float(text(mark)) for mark in middle.select("b")] == pytest.approx(
            sorted(scores)[len(scores) // 2 - 1 : len(scores) // 2 + 1], abs=NEAR
        )
        assert float(text(deviation.strong)) == pytest.approx(pstdev(scores), abs=NEAR)


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_focus_is_counted(site: Site, platform: Running, question: dict[str, Any]) -> None:
    page = site.get("/team/map", **question)
    found = [p.focus for p in shown_people(platform, question) if p.focus]
    part = card(page, "focus")
    domains = dict.fromkeys(key for focus in found for key in focus)
    shown = spreads(part, "Focus scores of those shown")

    assert {text(h3) for h3 in part.select("h3")} == {key.capitalize() for key in domains}
    for block in part.select(".levels"):
        key = text(block.h3).lower()
        mine = [focus[key] for focus in found if key in focus]
        if len(mine) < 3:
            assert "Fewer than three people have this domain" in text(block)
            assert block.select("svg, details, li") == []
            continue
        assert text(block.select_one(".n")) == f"{len(mine)} people"
        counted = Counter(LEVELS.get(domain.level, domain.level) for domain in mine)
        legend = {
            text(line).rpartition(" ")[0]: int(text(line).rpartition(" ")[2])
            for line in block.select(".level-key li")
        }
        assert {label: count for label, count in legend.items() if count} == counted
        assert list(legend)[:5] == list(LEVELS.values())
        assert shown.pop(key.capitalize()) == pytest.approx(
            expected(domain.score for domain in mine), abs=NEAR
        )
        facets = spreads(block, f"Facets of {key.capitalize()}")
        sent = [expected(d.facets[facet].score for d in mine) for facet in mine[0].facets]
        assert [pytest.approx(line, abs=NEAR) for line in sent] == list(facets.values())
    assert shown == {}


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_core_values_are_counted(site: Site, platform: Running, question: dict[str, Any]) -> None:
    page = site.get("/team/map", **question)
    found = [p.core for p in shown_people(platform, question) if p.core]
    part = card(page, "core")
    if len(found) < 3:
        assert part.find("table") is None
        return
    lists = [[c.first, c.second, c.third, c.fourth, c.fifth] for c in found]
    first = Counter(values[0] for values in lists)
    among = Counter(value for values in lists for value in values)

    cells = [
        [text(cell).split()[0] for cell in row.select("td")] for row in part.select("tbody tr")
    ]

    assert sorted(cells) == sorted([str(first[value]), str(among[value])] for value in among)
    assert [int(row[0]) for row in cells] == sorted(first[v] for v in among)[::-1]
    assert sorted(first.values(), reverse=True) == [int(row[0]) for row in cells if row[0] != "0"]


def test_awkward_people_are_in_it_as_they_are(site: Site) -> None:
    page = site.get("/team/map")

    assert "X Z" in text(card(page, "styles"))
    assert "Curiosity Fewer than three people have this domain" in text(card(page, "focus"))
    assert "Stargazing" in text(card(page, "core"))
    assert page.soup.find("img", attrs={"src": "x"}) is None


def test_the_part_for_htmx_holds_the_same_figures(site: Site) -> None:
    whole = site.get("/team/map", style="SI").soup.select_one(".team-figures")
    part = site.partial("/team/map", style="SI").soup.select_one(".team-figures")

    assert whole is not None
    assert str(part) == str(whole)


def test_nobody_has_no_figures(site: Site) -> None:
    assert site.get("/team/map", q="zzz").soup.select(".team-figures") == []


def test_what_is_asked_for_open_is_open(site: Site) -> None:
    (opened,) = site.get("/team/map", open="style-SI").soup.select("#opened")

    assert opened.has_attr("open")
    assert "11 of 50" in text(opened)
    assert site.get("/team/map", open="nonsense").soup.select(".folded[open]") == []
