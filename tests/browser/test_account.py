"""The account in a browser: by hand, by keyboard, and without script."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import NewContext
from tests.browser.looks import has_no_barriers, looks
from tests.browser.screens.account import Account, a_file
from tests.browser.screens.problem import Problem
from tests.support.browser_live import Live
from tests.support.browser_watch import Watch
from tests.support.pictures import SVG, picture

NEW = a_file(picture(size=(600, 300)))


@pytest.fixture
def account(page: Page, live: Live) -> Account:
    """An owner who has allowed all that changing it needs."""
    live.let_in(page.context, scope="account:write")
    return Account.visit(page)


def is_drawn(image: Locator) -> bool:
    """Whether a picture came, and is one."""
    return bool(image.evaluate("e => e.decode().then(() => e.naturalWidth > 0, () => false)"))


def test_a_logo_is_looked_at_saved_and_put_back(account: Account) -> None:
    assert is_drawn(account.logo)
    preview = account.look_first(NEW)
    expect(preview.pictures).to_have_count(3)
    assert all(is_drawn(image) for image in preview.pictures.all())
    has_no_barriers(preview.page)

    account = preview.save()
    expect(account.news).to_contain_text("The logo is saved.")
    expect(account.news).to_be_focused()
    assert is_drawn(account.logo)
    has_no_barriers(account.page)

    expect(account.press("Undo").news).to_contain_text("The logo is saved.")
    expect(account.remove_logo().confirm().news).to_contain_text("The logo is removed.")
    expect(account.logo).to_have_count(0)


@pytest.mark.parametrize("has_script", [True, False], ids=["with script", "without script"])
def test_a_file_that_cannot_be_the_logo_says_why(
    account: Account, live: Live, new_context: NewContext, watch: Watch, has_script: bool
) -> None:
    watch.expect("status of 422")
    if has_script:
        page = account.send(a_file(SVG))
        expect(page.locator("#messages")).to_contain_text("Save it as PNG")
        has_no_barriers(page)
        return
    context = new_context(java_script_enabled=False)
    live.let_in(context, scope="account:write")
    page = Account.visit(context.new_page()).send(a_file(SVG))
    expect(Problem(page, "This file cannot be the logo").main).to_contain_text("Save it as PNG")


def test_a_file_of_twenty_megabytes_is_told_to_be_too_large(
    account: Account, live: Live, new_context: NewContext, watch: Watch, tmp_path: Path
) -> None:
    watch.expect("status of 413")
    huge = tmp_path / "huge.png"
    huge.write_bytes(picture() + bytes(20 * 1024 * 1024))
    page = account.send(huge)
    expect(page.locator("#messages")).to_contain_text("This file is too large")

    context = new_context(java_script_enabled=False)
    live.let_in(context, scope="account:write")
    Problem(Account.visit(context.new_page()).send(huge), "This file is too large")


def test_all_of_it_works_without_script(live: Live, new_context: NewContext) -> None:
    context = new_context(java_script_enabled=False)
    live.let_in(context, scope="account:write")
    account = Account.visit(context.new_page())

    expect(account.look_first(NEW).save().news).to_contain_text("The logo is saved.")
    account.switch("Core extended").check()
    expect(account.press("Save").news).to_contain_text("Core extended is on.")


def test_a_preference_is_switched_and_undone_by_keyboard(account: Account) -> None:
    page, switch = account.page, account.switch("Core extended")
    switch.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    expect(account.main.get_by_role("button", name="Save", exact=True)).to_be_focused()
    page.keyboard.press("Enter")

    expect(account.news).to_contain_text("Core extended is on.")
    expect(account.news).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(account.news).to_contain_text("Core extended is off.")
    expect(account.switch("Core extended")).not_to_be_checked()


def test_it_fits_a_phone(account: Account) -> None:
    for width, _ in looks(account.page):
        assert account.page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_the_permissions_nothing_is_in_the_way(page: Page, live: Live) -> None:
    live.let_in(page.context)

    has_no_barriers(Account.visit(page).page)
