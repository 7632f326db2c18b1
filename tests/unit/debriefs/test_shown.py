"""How a debrief stands, as the section shows it."""

from datetime import UTC, datetime

import pytest

from webapp.api.debriefs import Debrief, Rating
from webapp.debriefs.shown import Shown, Standing, read, shown
from webapp.debriefs.states import Failed, Reason, Writing, Written

NOW = 1_800_000_000.0


def rated(*ratings: float | None) -> Shown:
    return read("1", Debrief("Theo.", ratings=tuple(Rating(rating=r) for r in ratings)))


def test_nothing_known_waits_for_a_look() -> None:
    assert shown("1", None, NOW) == Shown("1", Standing.UNREAD)
    assert shown("1", None, NOW).waits_for_a_look


def test_how_long_it_has_been_written_is_never_less_than_nothing() -> None:
    assert shown("1", Writing(NOW - 12.4), NOW).seconds == 12
    assert shown("1", Writing(NOW + 5), NOW).seconds == 0
    assert not shown("1", Writing(NOW), NOW).waits_for_a_look


@pytest.mark.parametrize("reason", Reason)
def test_a_failure_waits_for_a_look_where_there_may_be_one_all_the_same(reason: Reason) -> None:
    failed = Failed(reason)

    assert shown("1", failed, NOW).waits_for_a_look is failed.may_be_written
    assert not Shown("1", Standing.FAILED, failed=failed, is_looked=True).waits_for_a_look


def test_the_wait_that_is_told_grows_shorter() -> None:
    busy = Failed(Reason.BUSY, again_at=NOW + 5)

    assert [shown("1", busy, NOW + passed).wait for passed in (0, 3.5, 9)] == [5, 2, 0]
    assert shown("1", Failed(Reason.BUSY), NOW).wait == 0


def test_the_debriefs_own_time_is_told_before_that_of_its_coming() -> None:
    came, made = datetime.fromtimestamp(NOW, UTC), datetime(2026, 3, 4, tzinfo=UTC)

    assert shown("1", Written(Debrief("Theo."), NOW), NOW).at == came
    assert shown("1", Written(Debrief("Theo.", created_at=made), NOW), NOW).at == made
    assert read("1", Debrief("Theo.")).at is None


def test_a_line_end_begins_a_paragraph() -> None:
    assert read("1", Debrief("One.\r\n\n  Two. \nThree.")).paragraphs == ("One.", "Two.", "Three.")


def test_opinions_are_counted_either_way() -> None:
    assert rated(1, 1, -1).opinions == "2 found it helpful, 1 did not"
    assert rated(-1).opinions == "1 did not"
    assert rated(5).opinions == "1 found it helpful"
    assert rated(0, None).opinions is None


def test_comments_are_those_that_say_something() -> None:
    ratings = tuple(Rating(comments=said) for said in (" Yes. ", "", "  ", None, "No."))

    assert read("1", Debrief("Theo.", ratings=ratings)).comments == ("Yes.", "No.")
