"""Preferences: only what was changed is sent, and nothing is called saved but what was read."""

import pytest

from sandbox.faults import Fault, Kind
from tests.support.account import (
    API,
    PREFERENCES,
    Settler,
    form_of,
    form_with,
    region,
    sent_by,
    told,
)

ECO, CORE = "isEcoPrintingEnabled", "isCoreExtendedEnabled"


def now(settler: Settler) -> dict[str, bool]:
    return dict(settler.settings.preferences)


def test_a_switch_is_named_for_people_and_stands_as_it_is(settler: Settler) -> None:
    page = settler.page()

    switches = {
        label.get_text(strip=True): bool(label.select("[checked]"))
        for label in page.soup.select("label.switch")
    }
    assert switches == {"Eco printing": True, "Core extended": False}


def test_what_was_switched_is_saved_read_again_and_told(settler: Settler) -> None:
    page = settler.set(settler.page(), **{CORE: True})

    assert told(page) == "Saved. Core extended is on. Undo"
    assert now(settler) == {ECO: True, CORE: True}


def test_only_what_was_changed_is_sent(settler: Settler) -> None:
    settler.set(settler.page(), **{ECO: False})

    (row,) = settler.platform.world.audit.rows("account.change")
    assert row.details == {"before": {ECO: True}, "after": {ECO: False}}


def test_nothing_changed_is_nothing_sent(settler: Settler) -> None:
    page = settler.set(settler.page())

    assert told(page) == "Nothing was changed."
    assert settler.writes() == []


def test_what_somebody_else_changed_meanwhile_is_shown_and_not_overwritten(
    settler: Settler,
) -> None:
    page = settler.page()
    settler.settings.change({ECO: False})

    page = settler.set(page, **{CORE: True})

    assert now(settler) == {ECO: False, CORE: True}
    assert "Somebody else has turned Eco printing off meanwhile; that stays." in told(page)


def test_the_same_form_sent_twice_is_one_change_and_can_still_be_undone(settler: Settler) -> None:
    page = settler.page()
    settler.set(page, **{CORE: True})

    again = settler.set(page, **{CORE: True})

    assert told(again) == "Saved. Core extended is on. Undo"
    assert settler.writes() == ["account.change"]


def test_undo_puts_back_what_was_there(settler: Settler) -> None:
    page = settler.set(settler.page(), **{CORE: True, ECO: False})

    page = settler.press(page, "Undo")

    assert now(settler) == {ECO: True, CORE: False}
    assert told(page).startswith("Saved.")


def test_an_answer_that_was_lost_is_settled_by_a_reading(settler: Settler) -> None:
    settler.platform.world.faults.add(
        Fault(Kind.LOST, origin="api", path=API, method="PATCH", times=1)
    )

    page = settler.set(settler.page(), **{CORE: True})

    assert told(page).startswith("Saved.")
    assert settler.writes() == ["account.change"]


@pytest.mark.parametrize("kind", [Kind.RESET, Kind.BROKEN, Kind.HTML])
def test_what_was_not_done_is_never_called_saved(settler: Settler, kind: Kind) -> None:
    page = settler.page()
    settler.platform.world.faults.add(Fault(kind, origin="api", path=API, method="PATCH"))

    page = settler.set(page, **{CORE: True})

    assert "Not saved: Profile took the change, but shows" in told(page)
    assert "Undo" not in told(page)


def test_what_cannot_be_read_afterwards_is_not_known(settler: Settler) -> None:
    page = settler.page()
    settler.platform.world.faults.add(
        Fault(Kind.BROKEN, origin="api", path=API, method="GET", skip=1, times=1)
    )

    page = settler.set(page, **{CORE: True})

    assert "It is not known whether this was saved" in told(page)


def test_a_platform_without_the_call_is_told_of(settler: Settler) -> None:
    page = settler.page()
    settler.platform.world.faults.add(
        Fault(Kind.NOT_OFFERED, origin="api", path=API, method="PATCH")
    )

    page = settler.set(page, **{CORE: True})

    assert "Profile offers no way to set preferences from here" in told(page)


def test_a_preference_that_profile_does_not_know_is_refused_in_its_words(settler: Settler) -> None:
    page = settler.page()
    fields = sent_by(form_of(page, PREFERENCES, "preferences"))
    fields |= {"drawn": [*fields["drawn"], "isMade"], "on": [*fields["on"], "isMade"]}

    page = settler.follow(settler.post(PREFERENCES, fields))

    assert "Profile refused it. It says: “unknown preference" in told(page)
    assert now(settler) == {ECO: True, CORE: False}


def test_a_refusal_for_the_role_is_profiles_own(settler: Settler) -> None:
    page = settler.page()
    settler.platform.world.faults.add(
        Fault(Kind.FORBIDDEN, origin="api", path=API, method="PATCH", scope="account:write")
    )

    page = settler.send(form_with(page, "Save"), 403, **{CORE: True})

    assert page.heading == "Profile does not allow this"


def test_without_the_permission_they_are_shown_with_the_way_to_allow_it(looker: Settler) -> None:
    shown = region(looker.page(), "Preferences")

    assert "Eco printing On" in shown
    assert "Allow it" in shown
