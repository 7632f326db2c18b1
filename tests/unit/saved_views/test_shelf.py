"""The views of one person: by name, no name twice, no more than there may be."""

from datetime import UTC, datetime

import pytest

from webapp.saved_views.shelf import (
    MOST_VIEWS,
    NameTaken,
    NoSuchView,
    SavedView,
    Shelf,
    ShelfFull,
)

NOW = datetime(2026, 3, 3, tzinfo=UTC)


def view(name: str, query: str = "?q=a", fingerprint: str = "") -> SavedView:
    return SavedView(id=f"id-{name}", name=name, query=query, saved_at=NOW, fingerprint=fingerprint)


def shelf(*names: str) -> Shelf:
    held = Shelf()
    for name in names:
        held = held.with_saved(view(name))
    return held


def names(held: Shelf) -> list[str]:
    return [each.name for each in held.views]


def test_views_stand_by_name() -> None:
    assert names(shelf("beta", "Émile", "Alpha", "zoe")) == ["Alpha", "beta", "Émile", "zoe"]


def test_one_that_asks_the_same_under_the_same_name_stays_as_it_is() -> None:
    held = shelf("Leads")

    assert held.with_saved(view("LEADS", fingerprint="newer")) == held


def test_one_that_asks_otherwise_needs_leave_to_replace_and_hands_the_id_on() -> None:
    held = shelf("Leads").with_default("id-Leads")
    other = view("léads", "?q=b")

    with pytest.raises(NameTaken) as taken:
        held.with_saved(other)
    replaced = held.with_saved(other, replaces=taken.value.view.id)

    assert [(v.id, v.name, v.query) for v in replaced.views] == [("id-Leads", "léads", "?q=b")]
    assert replaced.default == replaced.views[0]


def test_leave_to_replace_one_is_none_for_another() -> None:
    with pytest.raises(NameTaken):
        shelf("Leads", "Sales").with_saved(view("Leads", "?q=b"), replaces="id-Sales")


def test_there_are_no_more_than_there_may_be_but_one_can_be_replaced() -> None:
    held = shelf(*(f"View {number}" for number in range(MOST_VIEWS)))

    assert held.is_full
    with pytest.raises(ShelfFull):
        held.with_saved(view("One more"))
    assert len(held.with_saved(view("View 1", "?q=b"), replaces="id-View 1").views) == MOST_VIEWS


def test_a_view_may_take_another_spelling_of_its_own_name() -> None:
    assert names(shelf("leads", "sales").renamed("id-leads", "Leads")) == ["Leads", "sales"]
    with pytest.raises(NameTaken):
        shelf("leads", "sales").renamed("id-leads", "SALES")


def test_the_default_goes_with_its_view() -> None:
    held = shelf("leads", "sales").with_default("id-leads")

    assert held.without("id-sales").default == held.default
    assert held.without("id-leads").default is None
    assert held.with_default("").default is None


def test_what_is_not_there_cannot_be_changed_and_need_not_be_deleted() -> None:
    held = shelf("leads")

    assert held.without("other") == held
    for change in (
        lambda: held.view("other"),
        lambda: held.renamed("other", "x"),
        lambda: held.with_default("other"),
        lambda: held.with_followed("other", NOW, "secret"),
    ):
        with pytest.raises(NoSuchView):
            change()


def test_a_view_that_cannot_be_followed_says_so() -> None:
    (followed,) = shelf("leads").with_followed("id-leads", NOW, "secret").views
    (unfollowed,) = shelf("leads").with_followed("id-leads", NOW, "").views

    assert (followed.followed_since, unfollowed.followed_since) == (NOW, None)


def test_printing_a_view_says_nothing_of_it() -> None:
    assert repr(view("Leads", fingerprint="canary")) == "SavedView('id-Leads')"
