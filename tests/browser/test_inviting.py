"""Inviting people: typed, shown, sent and told, with script and without, by keyboard."""

import pytest
from playwright.sync_api import expect

from sandbox.faults import Fault, Kind
from tests.browser.conftest import NewContext
from tests.browser.looks import has_no_barriers
from tests.browser.screens.new_invite import InvitesSent, NewInvite
from tests.support.browser_live import Live
from tests.support.inviting import INVITE, written_to

ANA, BO = "ana@newcomers.test", "bo@newcomers.test"


@pytest.fixture
def form(new_context: NewContext, live: Live) -> NewInvite:
    """Signed in with the permission to invite people."""
    context = new_context()
    live.let_in(context, scope="profiles:write")
    return NewInvite.visit(context.new_page())


def test_by_keyboard_from_typing_to_the_person(form: NewInvite, live: Live) -> None:
    has_no_barriers(form.page)
    form.people.focus()
    form.page.keyboard.type(f"{ANA}, 4711\nnobody")
    form.tag("Leadership").press("Space")
    form.button.press("Enter")
    form.page.get_by_role("heading", name="Send 1 invite?").wait_for()
    has_no_barriers(form.page)

    form.page.get_by_role("button", name="Send 1 invite").press("Enter")

    sent = InvitesSent(form.page)
    expect(sent.group("Invited: 1")).to_contain_text(ANA)
    expect(sent.region).to_contain_text("Added to “Leadership”: 1 person.")
    has_no_barriers(sent.page)
    assert sent.fits()
    sent.group("Invited: 1").get_by_role("link", name="Open person").press("Enter")
    expect(sent.page.get_by_role("heading", level=1)).to_have_text(ANA)
    assert written_to(live.platform.world) == {ANA: 1}


def test_a_double_click_and_going_back_write_once(form: NewInvite, live: Live) -> None:
    preview = form.write(f"{ANA}\n{BO}")
    preview.button.dblclick()
    sent = InvitesSent(form.page)
    expect(sent.group("Invited: 2")).to_be_visible()

    sent.page.go_back()
    again = sent.page.get_by_role("button", name="Send 2 invites")
    if again.is_visible():
        again.click()

    expect(InvitesSent(sent.page).group("Invited: 2")).to_be_visible()
    assert written_to(live.platform.world) == {ANA: 1, BO: 1}


def test_progress_is_swapped_in_until_it_stops_and_goes_on(form: NewInvite, live: Live) -> None:
    faults = live.platform.world.faults
    slow = Fault(Kind.SLOW, method="POST", path=INVITE, skip=1, times=1, seconds=60)
    faults.add(slow)
    sent = form.write(f"{ANA}\n{BO}").send()
    expect(sent.progress).to_have_attribute("value", "1")
    has_no_barriers(sent.page)

    faults.clear()

    expect(sent.group("Invited: 2")).to_be_visible()
    expect(sent.page.get_by_role("status").first).to_contain_text("2 invites are sent.")
    has_no_barriers(sent.page)
    assert written_to(live.platform.world) == {ANA: 1, BO: 1}


def test_without_script_it_is_all_the_same(new_context: NewContext, live: Live) -> None:
    context = new_context(java_script_enabled=False)
    live.let_in(context, scope="profiles:write")
    fault = Fault(Kind.BROKEN, method="POST", path=INVITE, skip=1)
    live.platform.world.faults.add(fault)
    preview = NewInvite.visit(context.new_page()).write(f"{ANA}\n{BO}")
    expect(preview.will).to_contain_text(BO)

    sent = preview.send()
    expect(sent.group("Not sent: 1")).to_contain_text(BO)
    live.platform.world.faults.clear()

    expect(sent.go_on().group("Invited: 2")).to_be_visible()
    assert written_to(live.platform.world) == {ANA: 1, BO: 1}
