"""One line of the roster."""

from webapp.api.profiles import Profile
from webapp.api.scores import Disc
from webapp.api.tags import Tag
from webapp.listing.rows import row


def test_a_pending_person_has_no_scores() -> None:
    shown = row(Profile(id="1", email="ana@people.test"), ())
    assert (shown.name, shown.standing) == ("ana@people.test", "Invited, not started")
    assert (shown.bars, shown.style, shown.core, shown.tags) == ((), None, None, ())


def test_a_score_beyond_the_scale_is_shown_as_sent_and_drawn_within_it() -> None:
    disc = Disc(style="XQ", d=-5.0, i=150.0, s=49.96, c=None)
    bars = row(Profile(id="1", disc=disc), ()).bars
    assert [(bar.letter, bar.text, bar.length) for bar in bars] == [
        ("d", "-5", "0"),
        ("i", "150", "100"),
        ("s", "50", "50"),
        ("c", "—", None),
    ]


def test_the_first_core_value_is_shown_in_words() -> None:
    assert row(Profile(id="1", core=("familyHappiness", "wisdom")), ()).core == "Family happiness"
    assert row(Profile(id="1", core=()), ()).core is None


def test_more_tags_than_fit_are_counted() -> None:
    tags = [Tag(id=str(number), label=str(number)) for number in range(5)]
    shown = row(Profile(id="1"), tags)
    assert (len(shown.tags), shown.further_tags) == (2, 3)
    assert row(Profile(id="1"), tags[:1]).further_tags == 0
