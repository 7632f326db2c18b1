"""Invites that are not answered: with script and without, by keyboard, and a link to share."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext
from tests.browser.looks import has_no_barriers
from tests.browser.screens.invites import Invites, Question, ShareLink
from tests.browser.test_keyboard import tab_to
from tests.support.browser_live import Live

WHO = "amal.karam@harborfinch.test"


@pytest.fixture
def invites(page: Page, live: Live) -> Invites:
    """A browser in which an owner who may invite sees who has not answered."""
    live.let_in(page.context, scope="profiles:write")
    return Invites.visit(page)


def sent(live: Live) -> int:
    return len(live.platform.world.outbox.messages())


def test_the_search_lists_in_place(invites: Invites) -> None:
    has_no_barriers(invites.page)
    before = invites.rows.count()

    invites.search.fill("AMAL karam")

    expect(invites.rows).to_have_count(1)
    expect(invites.page).to_have_url("/invites?q=AMAL+karam")
    expect(invites.page.locator("#messages")).to_contain_text(f"1 of {before} people")
    expect(invites.search).to_be_focused()
    has_no_barriers(invites.page)
    invites.search.fill("zzz")
    expect(invites.main.get_by_text("Nobody matches")).to_be_visible()
    has_no_barriers(invites.page)
    invites.page.go_back()
    expect(invites.rows).to_have_count(1)


def test_a_double_click_and_coming_back_send_one_message(invites: Invites, live: Live) -> None:
    question = invites.ask(WHO, "Resend")
    expect(question.main).to_contain_text(f"by e-mail to {WHO}")
    has_no_barriers(question.page)

    question.main.get_by_role("button", name="Resend invite").dblclick()

    told = Invites(question.page)
    expect(told.news).to_contain_text(f"The invite to {WHO} was sent again.")
    expect(told.news).to_be_focused()
    has_no_barriers(told.page)
    assert sent(live) == 1
    live.platform.world.resend_seconds = 0
    told.page.go_back()
    expect(told.main.get_by_role("link", name="Resend once more")).to_be_visible()
    expect(told.main.get_by_role("button", name="Resend invite")).to_have_count(0)
    has_no_barriers(told.page)
    assert sent(live) == 1


def test_an_invite_is_cancelled_by_keyboard(invites: Invites) -> None:
    page = invites.page
    tab_to(page, invites.row(WHO).get_by_role("link", name="Cancel", exact=True))
    page.keyboard.press("Enter")
    question = Question(page, f"Cancel the invite of {WHO}")
    has_no_barriers(page)
    tab_to(page, question.main.get_by_role("button", name="Cancel invite"))
    page.keyboard.press("Enter")

    told = Invites(page)
    expect(told.news).to_contain_text(f"The invite of {WHO} is cancelled.")
    expect(told.row(WHO)).to_have_count(0)
    has_no_barriers(page)


def test_both_work_without_script(new_context: NewContext, live: Live) -> None:
    context = new_context(java_script_enabled=False)
    live.let_in(context, scope="profiles:write")
    invites = Invites.visit(context.new_page())

    told = invites.ask(WHO, "Resend").press("Resend invite")
    expect(told.news).to_contain_text("was sent again")
    assert sent(live) == 1
    told = told.ask(WHO, "Cancel").press("Cancel invite")
    expect(told.row(WHO)).to_have_count(0)

    made = told.share().make()
    assert made.link.input_value().startswith(live.platform.login_url)
    expect(made.copy).to_be_hidden()
    expect(made.code).to_be_visible()


def test_a_link_is_made_and_copied(invites: Invites, live: Live) -> None:
    page = invites.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=live.origin)
    form = invites.share()
    has_no_barriers(page)

    made = form.make()

    expect(made.main.get_by_role("region", name="Your link")).to_be_focused()
    link = made.link.input_value()
    assert link.startswith(live.platform.login_url)
    made.copy.click()
    expect(made.told).to_have_text("The link is copied.")
    assert page.evaluate("navigator.clipboard.readText()") == link
    has_no_barriers(page)
    assert made.fits()
    page.emulate_media(media="print")
    expect(made.code).to_be_visible()
    expect(made.main.get_by_role("button", name="Make the link")).to_be_hidden()
    assert sent(live) == 0


def test_where_copying_is_refused_the_link_is_selected(invites: Invites) -> None:
    page = invites.page
    made = invites.share().make()
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error()); }")

    made.copy.click()

    expect(made.told).to_contain_text("The link is selected")
    assert page.evaluate("getSelection().toString()") == made.link.input_value()


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_nothing_must_be_scrolled_sideways(invites: Invites, live: Live, width: int) -> None:
    page = invites.page
    people, tags = live.account.profiles, live.account.tags
    long = people.create(email=f"{'x' * 120}@harborfinch.test")
    for label in ("w" * 90, "Night shift"):
        tags.set_profiles(tags.create(label, "pink").id, [long.id])
    page.set_viewport_size({"width": width, "height": 844})

    assert Invites.visit(page).fits()
    for deed in ("resend", "cancel"):
        page.goto(f"/invites/{long.id}/{deed}")
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert ShareLink.visit(page).make().fits()
