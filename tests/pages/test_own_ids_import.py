"""A file of own ids: chosen, shown for what it comes to, and carried out; nothing is deleted."""

import pytest

from sandbox.faults import Fault, Kind
from sandbox.server import Running
from tests.support.consent import Consent
from tests.support.own_ids import IMPORT, LIST, OwnIds, counts, table
from tests.support.page import Page
from tests.support.platform import PUBLIC_URL
from tests.support.site import Site
from tests.support.waiting import wait_until

WRITES = "/api/v4/resource-alias"


def lines(*rows: tuple[str, str]) -> str:
    return "\r\n".join(["Own id;E-mail", *(f"{key};{email}" for key, email in rows)])


def fresh(own_ids: OwnIds, many: int) -> tuple[list[str], str]:
    """So many keys, and a file that gives them to as many people."""
    keys = [f"new-{number}" for number in range(many)]
    emails = [person.email or "" for person in own_ids.free(many)]
    return keys, lines(*zip(keys, emails, strict=True))


def finished(own_ids: OwnIds, answer: Page) -> Page:
    """The page of an import that is over."""
    address = answer.headers["Location"]
    wait_until(lambda: "so far" not in own_ids.site.get(address).text, "the end of an import")
    return own_ids.site.get(address)


def test_an_import_is_shown_first_and_then_done(own_ids: OwnIds) -> None:
    people = [person.id for person in own_ids.free(3)]
    keys, file = fresh(own_ids, 3)
    page = own_ids.preview(file)
    assert counts(page) == (3, 0, 0, 0)
    assert "nothing is deleted by an import" in page.text
    assert own_ids.writes() == []

    done = finished(own_ids, own_ids.apply(page))

    assert "3 own ids are imported." in done.text
    assert [own_ids.holder(key) for key in keys] == people
    assert len(own_ids.writes()) == 3


def test_our_own_export_changes_nothing(own_ids: OwnIds) -> None:
    book, people = own_ids.account.aliases, own_ids.person
    book.create(people(3).id, "=1+1")
    book.create(people(4).id, "'=1+1")
    book.create(people(5).id, " spaced ")
    book.create("66a1f0c2b7d8e9ffffffffff", "of-somebody-gone")

    page = own_ids.preview(own_ids.export())

    assert counts(page) == (0, 0, len(own_ids.book), 0)
    assert not page.soup.select("form.import-form")


def test_what_is_somebody_elses_is_moved_only_where_that_is_ticked(own_ids: OwnIds) -> None:
    alias, (person,) = own_ids.first, own_ids.free()
    file = lines((alias.consumer_key, person.email or ""), ("new-1", person.email or ""))
    page = own_ids.preview(file)
    assert counts(page) == (1, 1, 0, 0)
    from_to = f"from {own_ids.name_of(alias.resource_id)} to {own_ids.name_of(person.id)}"
    assert from_to in page.text

    finished(own_ids, own_ids.apply(page))
    assert own_ids.holder(alias.consumer_key) == alias.resource_id
    again = own_ids.preview(file)
    finished(own_ids, own_ids.apply(again, move="yes"))

    assert own_ids.holder(alias.consumer_key) == person.id
    assert own_ids.holder("new-1") == person.id


def test_what_cannot_be_imported_is_told_line_by_line(own_ids: OwnIds) -> None:
    one, two = own_ids.free(2)
    file = lines(
        ("twice", one.email or ""),
        ("twice", two.email or ""),
        ("stranger", "nobody@else.test"),
        ("", one.email or ""),
        ("=1+1", one.email or ""),
        ("x" * 101, one.email or ""),
        ("good", one.email or ""),
        ("good", one.email or ""),
        ("nobody", ""),
    )

    page = own_ids.preview(file)

    assert counts(page) == (1, 0, 1, 7)
    assert "Given to several people in this file: 2 lines" in page.text
    assert "Nobody found: 2 lines" in page.text
    assert "Line 4 “ stranger ” nobody@else.test" in page.text
    assert "Own ids that are not taken: 3 lines" in page.text
    assert "It names nobody." in page.text


REFUSED = {
    "a wrong header": (b"Name,Team\nAna,Red\n", "The first line must name the columns"),
    "nothing": (b"", "The first line must name the columns"),
    "a header alone": (b"Own id,E-mail\n", "nothing below the first line"),
    "a workbook": (b"PK\x03\x04rest", "This is a workbook."),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00", "not a text file"),
    "UTF-16 without a mark": ("Own id,E-mail\na,b".encode("utf-16-le"), "not a text file"),
    "half of UTF-16": (b"\xff\xfeO\x00w", "not a text file"),
    "a broken quotation": (b'Own id,E-mail\n"a"b,c\n', "Line 2 cannot be read"),
    "too many lines": (b"Own id,E-mail\n" + b"a,b\n" * 10_001, "more than 10,000 lines"),
}


@pytest.mark.parametrize(("content", "said"), REFUSED.values(), ids=REFUSED)
def test_a_file_that_cannot_be_read_is_refused_clearly(
    own_ids: OwnIds, content: bytes, said: str
) -> None:
    assert said in own_ids.upload(content, status=422).text


@pytest.mark.parametrize("megabytes", [5.5, 20])
def test_a_file_that_is_too_large_is_told_so(own_ids: OwnIds, megabytes: float) -> None:
    content = b"Own id,E-mail\n" + b"a,b\n" * int(megabytes * (1 << 18))

    page = own_ids.upload(content, status=422 if megabytes < 6 else 413)

    assert "more than 5 MB" in page.text


def test_a_large_file_is_read(own_ids: OwnIds) -> None:
    emails = [f"{number}{'x' * 400}@else.test" for number in range(10_000)]
    content = lines(*((f"k{number}", email) for number, email in enumerate(emails)))
    assert len(content) > 4 << 20

    assert counts(own_ids.preview(content)) == (0, 0, 0, 10_000)


def test_windows_letters_are_read_with_a_note(own_ids: OwnIds) -> None:
    (person,) = own_ids.free()
    page = own_ids.preview(lines(("Müller-1", person.email or "")).encode("cp1252"))

    assert "it was read as Windows-1252" in page.text
    assert "“ Müller-1 ”" in page.text


def test_text_is_pasted_in_place_of_a_file(own_ids: OwnIds) -> None:
    token = own_ids.site.get(IMPORT).field("csrf_token")
    _, file = fresh(own_ids, 2)

    sent = own_ids.site.post(IMPORT, {"csrf_token": token, "text": file})
    assert counts(own_ids.after(sent)) == (2, 0, 0, 0)
    page = own_ids.site.post(IMPORT, {"csrf_token": token, "text": "a\nb"}, status=422)
    assert "The first line must name" in page.text
    assert page.soup.textarea is not None
    assert page.soup.textarea.get_text() == "a\nb"
    empty = own_ids.site.post(IMPORT, {"csrf_token": token}, status=422)
    assert "Choose a file, or paste" in empty.text


def test_a_confirmation_that_is_sent_twice_is_carried_out_once(own_ids: OwnIds) -> None:
    _, file = fresh(own_ids, 3)
    page = own_ids.preview(file)

    first, second = own_ids.apply(page), own_ids.apply(page)

    assert first.headers["Location"] == second.headers["Location"]
    finished(own_ids, second)
    assert len(own_ids.writes()) == 3


def test_what_comes_to_something_else_by_now_is_shown_again(own_ids: OwnIds) -> None:
    keys, file = fresh(own_ids, 2)
    page = own_ids.preview(file)
    own_ids.account.aliases.create(own_ids.person(0).id, keys[0])

    again = own_ids.apply(page, status=409)

    assert "Nothing was done" in again.text
    assert counts(again) == (1, 1, 0, 0)
    assert own_ids.writes() == []


def test_faults_every_other_time_are_got_over(own_ids: OwnIds) -> None:
    keys, file = fresh(own_ids, 6)
    own_ids.world.faults.add(Fault(Kind.LOST, path=WRITES, method="POST", every=2))
    page = finished(own_ids, own_ids.apply(own_ids.preview(file)))

    own_ids.world.faults.clear()
    assert "6 own ids are imported." in page.text
    assert all(own_ids.holder(key) for key in keys)
    assert len(own_ids.writes()) == 6


def test_an_import_that_stopped_goes_on_where_it_stopped(own_ids: OwnIds) -> None:
    keys, file = fresh(own_ids, 6)
    own_ids.world.faults.add(Fault(Kind.BROKEN, path=WRITES, method="POST", skip=2))
    stopped = finished(own_ids, own_ids.apply(own_ids.preview(file)))
    assert "2 of 6 settled." in stopped.text
    own_ids.world.faults.clear()

    (form,) = stopped.soup.select("form[action$='/continue']")
    fields = {"csrf_token": stopped.field("csrf_token")}
    done = finished(own_ids, own_ids.site.post(str(form["action"]), fields))

    assert "6 own ids are imported." in done.text
    assert all(own_ids.holder(key) for key in keys)
    assert len(own_ids.writes()) == 6


def test_a_key_that_is_taken_meanwhile_stays_and_the_rest_is_done(own_ids: OwnIds) -> None:
    keys, file = fresh(own_ids, 3)
    other = own_ids.person(0).id
    page = own_ids.preview(file)
    own_ids.world.faults.add(Fault(Kind.SLOW, path=WRITES, method="POST", times=1, seconds=20))
    begun = own_ids.apply(page)
    wait_until(lambda: own_ids.world.faults.in_force() == [], "the first line under way")
    own_ids.account.aliases.create(other, keys[1])
    own_ids.world.faults.clear()

    done = finished(own_ids, begun)

    assert "2 own ids are imported. 1 could not be done." in done.text
    assert "Profile says: “consumerKey" in done.text
    assert own_ids.holder(keys[1]) == other


def test_what_came_of_each_line_can_be_taken_away(own_ids: OwnIds) -> None:
    keys, file = fresh(own_ids, 2)
    done = finished(own_ids, own_ids.apply(own_ids.preview(file)))

    address = done.links()["Download what came of each line"]
    rows = table(own_ids.site.client.get(address, base_url=PUBLIC_URL).data)

    assert [(row["Line"], row["Own id"], row["Outcome"]) for row in rows] == [
        ("2", keys[0], "Done"),
        ("3", keys[1], "Done"),
    ]
    assert "2 own ids are imported." in own_ids.site.get(IMPORT).text


def test_the_permission_is_asked_for_at_the_confirmation(site: Site, platform: Running) -> None:
    own = OwnIds(site, platform)
    _, file = fresh(own, 2)
    page = own.preview(file)
    platform.world.witness.clear()

    refused = own.apply(page, status=403)

    assert "scope=account" in refused.links()["Allow it"]
    assert platform.world.witness.arrivals("/api") == []
    site.sign_in(scope="account:write")
    address = str(page.soup.select("form.import-form")[0]["action"])
    assert counts(site.get(address)) == (2, 0, 0, 0), "the file outlives the consent"


def test_without_people_ids_are_taken_and_addresses_are_nobodys(
    visitor: Site, platform: Running
) -> None:
    visitor.sign_in(Consent(denied={"profiles:read"}), scope="account:write")
    own = OwnIds(visitor, platform)
    (person,) = own.free()
    platform.world.witness.clear()

    page = own.preview(f"key,profile id,e-mail\na,{person.id},\nb,,{person.email}\n")

    assert counts(page) == (1, 0, 0, 1)
    assert "People cannot be read" in page.text
    assert platform.world.witness.arrivals("/api/v4/profiles") == []
    finished(own, own.apply(page))
    assert own.holder("a") == person.id


def test_a_file_and_an_import_of_nobody_are_not_known(own_ids: OwnIds) -> None:
    assert "not kept any more" in own_ids.site.get(f"{IMPORT}/none", status=404).text
    own_ids.site.get(f"{LIST}/imports/none", status=404)


def test_a_platform_without_a_list_leads_back_to_the_page_that_says_so(own_ids: OwnIds) -> None:
    sent = own_ids.upload(lines(("a", "b@c.test")))
    own_ids.world.faults.add(Fault(Kind.NOT_OFFERED, path="/api/v4/resource-aliases"))

    assert own_ids.site.get(sent.headers["Location"], status=302).headers["Location"] == LIST
