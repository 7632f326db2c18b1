"""The files of the roster: everybody on screen for a question, in its order, and no one else."""

import csv
import io
import json
import logging
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from sandbox.population.profiles import Profile
from sandbox.server import Running
from tests.support.consent import Consent
from tests.support.platform import PUBLIC_URL
from tests.support.site import Site

QUESTIONS = ("", "sort=-d", "q=ri&sort=email", "style=SC&sort=-updated", "sort=tags", "q=zzz")


def table(site: Site, query: str = "") -> list[dict[str, str]]:
    answer = site.client.get(f"/team/export.csv?{query}", base_url=PUBLIC_URL)
    text = answer.data.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def told(site: Site, query: str = "") -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(site.get(f"/team/export.json?{query}").html)
    return answer


def tag_id(platform: Running, label: str) -> str:
    return next(tag.id for tag in platform.world.accounts[0].tags if tag.label == label)


def folded(text: str) -> str:
    """As a page shows it: white space folded, and no NUL."""
    return " ".join(text.replace("\0", "\N{REPLACEMENT CHARACTER}").split())


@pytest.mark.parametrize("query", QUESTIONS)
def test_the_rows_are_those_on_screen_in_their_order(site: Site, query: str) -> None:
    shown, rows = site.get(f"/team?{query}&size=200").rows(), table(site, query)

    assert len(rows) == len(shown)
    for cells, row in zip(shown, rows, strict=True):
        assert folded(row["Name"]) == cells[0]
        assert (row["E-mail"], row["Status"]) == (cells[1], cells[2])
        assert row["Style"] == cells[3].replace(" ", "")
        for head, cell in zip("DISC", cells[4:8], strict=True):
            assert (float(row[head]) if row[head] else None) == pytest.approx(
                float(cell) if cell else None, abs=0.051
            )
        assert row["Core value 1"] == cells[8]
        assert cells[9].startswith(row["Tags"].split("; ")[0])


def test_a_tag_narrows_the_file_as_it_narrows_the_list(site: Site, platform: Running) -> None:
    remote, sales = tag_id(platform, "Remote"), tag_id(platform, "Field sales")
    query = f"tag={remote}&tag={sales}"

    rows = table(site, query)

    assert [folded(row["Name"]) for row in rows] == [
        r[0] for r in site.get(f"/team?{query}").rows()
    ]
    assert all({"Remote", "Field sales"} <= set(row["Tags"].split("; ")) for row in rows)


def test_everybody_is_in_it_whichever_page_is_on_screen(site: Site) -> None:
    page = site.get("/team?page=2&sort=-c&size=25")
    links = page.links()

    assert len(page.rows()) == 25
    assert "60 people, from every page of this list" in page.text
    rows = table(site, links["Export CSV"].partition("?")[2])
    assert len(rows) == told(site, links["Export JSON"].partition("?")[2])["count"] == 60
    assert [float(row["C"]) for row in rows if row["C"]] == sorted(
        (float(row["C"]) for row in rows if row["C"]), reverse=True
    )


def test_scores_are_as_the_platform_sent_them(site: Site, platform: Running) -> None:
    people = platform.world.accounts[0].profiles.page(1, 100)
    by_mail: dict[str, Profile] = {person.email: person for person in people}

    for row, entry in zip(table(site), told(site)["people"], strict=True):
        disc = by_mail[row["E-mail"]].disc
        assert [float(row[head]) for head in "DISC" if row[head]] == (
            [disc.d, disc.i, disc.s, disc.c] if disc else []
        )
        assert [entry[key] for key in "disc"] == (
            [disc.d, disc.i, disc.s, disc.c] if disc else [None] * 4
        )


def test_a_file_says_when_it_was_read_and_of_which_account(site: Site) -> None:
    answer = site.get("/team/export.json?q=ri&sort=-d")
    export = json.loads(answer.html)
    moment = datetime.fromisoformat(export["as_of"])

    assert datetime.now(UTC) - moment < timedelta(minutes=1)
    assert export["account"] == "Harbor & Finch"
    assert export["question"] == {"q": "ri", "tags": [], "style": None, "sort": "-d"}
    for row in table(site):
        assert row["Account"] == "Harbor & Finch"
        assert datetime.now(UTC) - datetime.fromisoformat(row["As of"]) < timedelta(minutes=1)


@pytest.mark.parametrize("ending", ["csv", "json"])
def test_a_file_is_saved_under_a_plain_name_and_kept_nowhere_else(site: Site, ending: str) -> None:
    headers = site.get(f"/team/export.{ending}").headers

    named = r"attachment; filename=team-\d{4}-\d\d-\d\d-\d{4}-utc\." + ending
    assert re.fullmatch(named, headers["Content-Disposition"])
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    kinds = {"csv": "text/csv; charset=utf-8", "json": "application/json"}
    assert headers["Content-Type"] == kinds[ending]


def test_no_name_becomes_a_formula(hostile_site: Site) -> None:
    rows = table(hostile_site)

    assert any(row["Name"].startswith("'=cmd") for row in rows)
    assert any(row["Tags"].startswith("'=cmd") for row in rows)
    cells = [cell for row in rows for head, cell in row.items() if head not in set("DISC")]
    assert [cell for cell in cells if re.match(r"\s*[=+\-@|%]", cell)] == []
    shown = [row[0] for row in hostile_site.get("/team?size=200").rows()]
    assert [folded(row["Name"].removeprefix("'")) for row in rows] == [
        name.removeprefix("'") for name in shown
    ]
    names = [entry["name"] for entry in told(hostile_site)["people"]]
    assert list(map(folded, names)) == shown


def test_without_the_tags_scope_no_file_has_tags(visitor: Site, platform: Running) -> None:
    visitor.sign_in(Consent(denied={"tags:manage", "account:read"}))
    platform.world.witness.clear()

    rows, export = table(visitor), told(visitor)

    assert "Tags" not in rows[0]
    assert "tags" not in export["people"][0]
    assert (rows[0]["Account"], export["account"]) == ("", None)
    assert platform.world.witness.arrivals("/api/v4/tags") == []


def test_what_leaves_is_told_in_the_security_log_by_its_number_alone(
    site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="webapp.security")

    count = len(table(site, "q=ri"))

    line = next(record for record in caplog.records if record.name == "webapp.security")
    assert (line.message, vars(line)["count"]) == ("export", count)
    assert re.fullmatch("[0-9a-f]{16}", vars(line)["account"])


def test_nobody_is_offered_as_a_file_where_nobody_matches(site: Site) -> None:
    page = site.get("/team?q=zzz")

    assert "Export CSV" not in page.links()
    assert table(site, "q=zzz") == []
    assert told(site, "q=zzz")["people"] == []


@pytest.mark.parametrize("ending", ["csv", "json"])
@pytest.mark.parametrize("query", ["tag=deadbeef", "style=ZZ", "q=ri&tag=deadbeef"])
def test_a_file_never_holds_more_people_than_were_asked_for(
    site: Site, caplog: pytest.LogCaptureFixture, query: str, ending: str
) -> None:
    """A tag that was deleted meanwhile, say: a page shows a note, a file has no room for it."""
    caplog.clear()
    page = site.get(f"/team/export.{ending}?{query}", status=409)

    assert page.heading == "Nothing was exported"
    assert "deadbeef" in page.text or "ZZ" in page.text
    assert not [each for each in caplog.records if getattr(each, "event", "") == "export"]


def test_a_file_by_tags_is_refused_where_tags_are_not_allowed(visitor: Site) -> None:
    visitor.sign_in(Consent(denied={"tags:manage"}))

    page = visitor.get("/team/export.csv?tag=anything", status=409)

    assert "Tags are not allowed" in page.text
    assert len(table(visitor, "sort=tags")) == 60, "an order is no filter"
