"""Own ids found, made, changed, deleted and imported: with script and without, and by keyboard."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from sandbox.faults import Fault, Kind
from tests.browser.conftest import NewContext
from tests.browser.looks import has_no_barriers, must_pass
from tests.browser.screens.own_ids import OwnIdForm, OwnIdImport, OwnIdPreview, OwnIds
from tests.browser.test_keyboard import press, tab_to
from tests.support.browser_live import Live
from tests.support.browser_watch import Watch

WIDTHS = (320, 390, 768, 1280)
WRITES = "/api/v4/resource-alias"


@pytest.fixture
def own_ids(page: Page, live: Live) -> OwnIds:
    """A browser in which an owner sees to the own ids."""
    live.let_in(page.context, scope="account:write")
    return OwnIds.visit(page)


def free(live: Live, many: int) -> list[str]:
    """E-mail addresses of people who have none."""
    taken = {alias.resource_id for alias in live.account.aliases}
    people = [each for each in live.account.profiles.page(1, 60) if each.id not in taken]
    return [each.email for each in people if each.email][:many]


def file(live: Live, many: int) -> str:
    rows = (f"new-{number},{email}" for number, email in enumerate(free(live, many)))
    return "\n".join(["Own id,E-mail", *rows])


def test_an_own_id_stands_in_line_with_its_person(own_ids: OwnIds) -> None:
    cells = own_ids.main.get_by_role("row").nth(1).locator("th, td").all()

    shown = [cell.evaluate("cell => getComputedStyle(cell).display") for cell in cells]

    assert shown == ["table-cell"] * 4


def test_the_list_is_searched_sorted_and_read_by_everybody(own_ids: OwnIds, live: Live) -> None:
    key = live.account.aliases[0].consumer_key
    for width in WIDTHS:
        own_ids.page.set_viewport_size({"width": width, "height": 844})
        assert own_ids.fits(), width
    has_no_barriers(own_ids.page)

    own_ids.search.fill(key)
    expect(own_ids.rows).to_have_count(1)
    assert own_ids.path == f"/account/aliases?q={key}"
    has_no_barriers(own_ids.page)
    own_ids.search.fill("zzz")
    expect(own_ids.main.get_by_text("Nothing matches")).to_be_visible()
    must_pass(own_ids.page)
    own_ids.search.fill("")
    own_ids.head("Own id").click()
    expect(own_ids.main.get_by_role("columnheader", name="Own id")).to_have_attribute(
        "aria-sort", "descending"
    )


def test_one_is_made_changed_and_deleted(own_ids: OwnIds, live: Live, watch: Watch) -> None:
    watch.expect("status of 422", "status of 409")
    (email,) = free(live, 1)
    form = own_ids.new()
    expect(form.find).to_be_focused()
    has_no_barriers(form.page)
    form.save.click()
    expect(form.main.get_by_text("Choose a person.")).to_be_visible()
    form.key.fill("new-1")
    form.find.fill(email)
    form.people.first.check()
    expect(form.key).to_have_value("new-1")
    must_pass(form.page)
    form.find.fill("zzz")
    expect(form.main.get_by_text("Nobody else matches.")).to_be_visible()
    expect(form.people).to_be_checked()
    form.save.click()
    OwnIds(own_ids.page)
    expect(own_ids.news).to_contain_text("“new-1” now stands for")
    has_no_barriers(own_ids.page)

    edited = own_ids.edit("new-1")
    edited.key.fill(live.account.aliases[0].consumer_key)
    edited.save.click()
    expect(edited.main.get_by_text("It already stands for")).to_be_visible()
    has_no_barriers(edited.page)
    edited.key.fill("new-2")
    edited.save.click()
    expect(own_ids.news).to_contain_text("it was “new-1”")
    own_ids.delete("new-2")
    expect(own_ids.news).to_contain_text("“new-2” is deleted.")
    own_ids.news.get_by_role("button", name="Undo").click()
    expect(own_ids.news).to_contain_text("“new-2” now stands for")


def test_a_file_is_imported_while_somebody_looks_on(own_ids: OwnIds, live: Live) -> None:
    taken = live.account.aliases[0]
    (email,) = free(live, 1)
    screen = own_ids.to_import()
    has_no_barriers(screen.page)
    content = file(live, 3) + f"\n{taken.consumer_key},{email}\nbad,nobody@else.test\n"
    preview = OwnIdPreview(screen.choose(content))
    has_no_barriers(preview.page)
    preview.move.check()
    live.platform.world.faults.add(Fault(Kind.SLOW, path=WRITES, method="POST", seconds=30))
    outcome = preview.confirm()
    expect(outcome.main.get_by_role("progressbar")).to_be_visible()
    has_no_barriers(outcome.page)
    live.platform.world.faults.clear()
    outcome.is_told("4 own ids are imported.")
    has_no_barriers(outcome.page)
    assert live.account.aliases.holder("new-2")
    assert live.account.aliases.holder(taken.consumer_key) != taken.resource_id


def test_the_same_works_without_script(new_context: NewContext, live: Live) -> None:
    context = new_context(java_script_enabled=False)
    live.let_in(context, scope="account:write")
    (email,) = free(live, 1)
    form = OwnIds.visit(context.new_page()).new()
    form.find.fill(email)
    form.main.get_by_role("button", name="Find").click()
    form = OwnIdForm(form.page, "New own id")
    form.people.first.check()
    form.key.fill("hand-1")
    form.save.click()
    expect(OwnIds(form.page).news).to_contain_text("“hand-1” now stands for")
    preview = OwnIdPreview(OwnIds(form.page).to_import().choose(file(live, 2)))
    preview.confirm().is_told("2 own ids are imported.")


def test_a_file_that_is_far_too_large_is_told_so(
    own_ids: OwnIds, watch: Watch, tmp_path: Path
) -> None:
    watch.expect("status of 413")
    screen = own_ids.to_import()
    large = tmp_path / "large.csv"
    large.write_text("Own id,E-mail\n" + "a,b\n" * (5 << 20))

    screen.choose(large)

    told = OwnIdImport(screen.page)
    expect(told.main.get_by_role("alert")).to_contain_text("more than 5 MB")


def test_one_is_made_by_keyboard(own_ids: OwnIds, live: Live) -> None:
    (email,) = free(live, 1)
    page = own_ids.page
    tab_to(page, own_ids.main.get_by_role("link", name="New own id"))
    page.keyboard.press("Enter")
    form = OwnIdForm(page, "New own id")
    page.keyboard.type(email)
    expect(form.people).to_have_count(1)
    tab_to(page, form.people.first)
    page.keyboard.press("Space")
    press(page, "Tab")
    expect(form.key).to_be_focused()
    page.keyboard.type("new-1")
    page.keyboard.press("Enter")
    expect(OwnIds(page).news).to_be_focused()
    assert live.account.aliases.holder("new-1")


def test_a_persons_own_ids_are_shown_where_they_are_asked_for(own_ids: OwnIds, live: Live) -> None:
    alias, page = live.account.aliases[0], own_ids.page
    page.goto(f"/team/{alias.resource_id}")
    page.get_by_role("link", name="Show own ids").click()
    expect(page.get_by_role("heading", name="Own ids")).to_be_focused()
    expect(page.get_by_text(alias.consumer_key)).to_be_visible()
    has_no_barriers(page)
