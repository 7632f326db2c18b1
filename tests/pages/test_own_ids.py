"""The page of own ids, and its forms as a browser without script sends them."""

import pytest

from sandbox.faults import Fault, Kind
from sandbox.server import Running
from tests.support.consent import Consent
from tests.support.own_ids import LIST, OwnIds, table
from tests.support.site import Site


def test_every_own_id_is_listed_with_its_person(own_ids: OwnIds) -> None:
    page = own_ids.site.get(LIST, size=200)

    assert page.heading == "Own ids"
    assert page.text.count("resource alias") == 1
    assert [row[0] for row in page.rows()] == sorted(alias.consumer_key for alias in own_ids.book)
    names = {alias.consumer_key: own_ids.name_of(alias.resource_id) for alias in own_ids.book}
    assert {row[0]: row[1] for row in page.rows()} == names
    assert f"{len(own_ids.book)} own ids" in page.text


def test_it_is_found_by_own_id_and_by_name_whatever_the_accents(own_ids: OwnIds) -> None:
    name = own_ids.name_of(own_ids.first.resource_id)

    for words in (own_ids.first.consumer_key.upper(), name.casefold()):
        rows = own_ids.site.get(LIST, q=words).rows()
        assert own_ids.first.consumer_key in [row[0] for row in rows]
        assert len(rows) < len(own_ids.book)
    assert "Nothing matches" in own_ids.site.get(LIST, q="zzz").text


@pytest.mark.parametrize("sort", ["key", "-key", "person", "-person", "changed", "-changed"])
def test_every_sort_shows_each_once_over_all_pages(own_ids: OwnIds, sort: str) -> None:
    shown = [
        row[0]
        for page in (1, 2, 3)
        for row in own_ids.site.get(LIST, sort=sort, page=page, size=10).rows()
    ]

    assert sorted(shown) == sorted(alias.consumer_key for alias in own_ids.book)
    if sort.endswith("key"):
        assert shown == sorted(shown, reverse=sort.startswith("-"))


def test_the_query_never_fails(own_ids: OwnIds) -> None:
    page = own_ids.site.get(LIST, sort="zz", page="9", size="9999")

    assert "There is no such column here" in page.text
    assert "There is no page 9" in page.text
    assert "too many for one page" in page.text


def test_whoever_may_not_by_their_role_sees_them_and_why_no_more(
    visitor: Site, platform: Running
) -> None:
    first = platform.world.accounts[0].aliases[0]
    visitor.sign_in(Consent(person="Mateus Lindgren"))

    page = visitor.get(LIST)
    of_person = visitor.get(f"/team/{first.resource_id}/own-ids")

    for shown in (page, of_person):
        assert first.consumer_key in shown.text
        assert "Your role in this account is Manager; ask an Owner to do this." in shown.text
        assert not {"New own id", "Import CSV", "Edit", "Delete"} & set(shown.links())
    assert "Export CSV" in page.links()
    for path in ("new", f"{first.id}/edit", f"{first.id}/delete"):
        form = visitor.get(f"{LIST}/{path}")
        assert form.soup.select("main form[method=post] button:is(.primary, .danger)[disabled]")


def test_the_swapped_part_stands_alone(own_ids: OwnIds) -> None:
    page = own_ids.site.partial(LIST, q="hr")

    assert page.soup.select_one("#list") is not None
    assert page.soup.h1 is None
    assert page.headers["HX-Push-Url"] == f"{LIST}?q=hr"


def test_gone_people_and_other_things_are_shown_as_they_are(own_ids: OwnIds) -> None:
    own_ids.account.aliases.create("66a1f0c2b7d8e9ffffffffff", "gone-1")

    page = own_ids.site.get(LIST, q="gone-1")

    assert "Not in this account any more" in page.text
    assert "66a1f0c2b7d8e9ffffffffff" in page.text


def test_without_people_their_ids_are_shown_and_nobody_is_read(
    visitor: Site, platform: Running
) -> None:
    visitor.sign_in(Consent(denied={"profiles:read"}))
    platform.world.witness.clear()

    page = visitor.get(LIST)

    first = platform.world.accounts[0].aliases[0]
    assert first.resource_id in page.text
    assert "Allow people" in page.links()
    assert {call.path for call in platform.world.witness.arrivals("/api")} == {
        "/api/v4/resource-aliases"
    }


def test_an_account_without_own_ids_says_what_to_do(own_ids: OwnIds) -> None:
    for alias in list(own_ids.book):
        own_ids.account.aliases.delete(alias.id)

    page = own_ids.site.get(LIST)

    assert "No own ids yet" in page.text
    assert "Export CSV" not in page.links()


@pytest.mark.parametrize("kind", [Kind.UNKNOWN, Kind.NOT_OFFERED])
def test_a_platform_without_a_list_is_told_plainly(own_ids: OwnIds, kind: Kind) -> None:
    own_ids.world.faults.add(Fault(kind, path="/api/v4/resource-aliases"))

    assert "Profile offers no list of own ids" in own_ids.site.get(LIST).text


def test_while_names_are_hidden_no_own_id_is_shown(own_ids: OwnIds) -> None:
    site, key = own_ids.site, own_ids.first.consumer_key
    token = site.get("/team").field("csrf_token")
    site.post("/presentation", {"csrf_token": token, "presenting": "yes"})

    page = site.get(LIST)

    assert "Names are hidden" in page.text
    assert key not in page.html
    for path in ("/new", f"/{own_ids.first.id}/edit", "/export.csv", "/import"):
        assert site.get(LIST + path, status=302).headers["Location"] == LIST


def test_the_file_has_each_of_a_person_with_name_and_email(own_ids: OwnIds) -> None:
    own_ids.account.aliases.create(own_ids.person(3).id, "=1+1")

    rows = table(own_ids.export())

    assert list(rows[0]) == ["Own id", "Profile id", "Name", "E-mail"]
    assert len(rows) == len(own_ids.book)
    assert "'=1+1" in {row["Own id"] for row in rows}
    assert own_ids.export().startswith(b"\xef\xbb\xbf")
