"""What a run of a change of members has noted, and how old its reading is, when it writes."""

from contextlib import nullcontext
from dataclasses import dataclass, field

import pytest
from redis.exceptions import ConnectionError as RedisAway

from tests.unit.api.conftest import Tokens
from tests.unit.api.host import ScriptedHost, answer
from webapp.api import Transport
from webapp.api.tags import TagsApi
from webapp.background.errands import GivenUp
from webapp.bounded_http import Answer
from webapp.tagging import Change, Membership, Row, State, Trouble
from webapp.tagging.change import running
from webapp.tagging.membering import Membering
from webapp.tagging.work import Work

TAG = {"id": "t", "label": "Team", "color": "red", "profiles": ["a"]}
WISH = Membership("t", "Team", add=("b", "c"))


@dataclass
class Scene:
    """A platform that always shows the tag as it was, and a clock that only this moves.

    The next notes raise `troubles`, or take `seconds`; the next writings take `fails` seconds
    and fail.
    """

    host: ScriptedHost = field(default_factory=ScriptedHost)
    now: float = 1000.0
    troubles: list[Exception] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    fails: list[float] = field(default_factory=list)
    noted: list[Change] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    reads: list[float] = field(default_factory=list)
    writes: list[float] = field(default_factory=list)

    def run(self) -> Change:
        """Carry the wish out."""
        self.host.script = [self._play]
        tags = TagsApi(Transport("https://api.platform.test", self.host, Tokens()))
        work = Work(tags, lambda _: nullcontext(), self._note, self._pass, lambda: self.now)
        return Membering(running("c", WISH, 1000.0), WISH, work).run()

    def _note(self, change: Change) -> None:
        self.noted.append(change)
        if self.troubles:
            raise self.troubles.pop(0)
        if self.seconds:
            self._pass(self.seconds.pop(0))

    def _pass(self, seconds: float) -> None:
        self.now += seconds

    def _play(self, _: str) -> Answer:
        self.asked.append(self.host.asked[-1][0])
        if self.asked[-1] == "GET":
            self.reads.append(self.now)
            return answer({"tags": [TAG]})
        self.writes.append(self.now)
        if self.fails:
            self._pass(self.fails.pop(0))
            return answer(b"", 500)
        return answer({"tag": TAG})


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_before_anything_is_sent_it_is_noted_that_it_may_have_been(scene: Scene) -> None:
    scene.troubles = [GivenUp()]

    with pytest.raises(GivenUp):
        scene.run()

    assert scene.asked == ["GET"]
    assert scene.noted[0].rows == {"b": Row.UNSURE, "c": Row.UNSURE}


def test_nothing_is_sent_that_could_not_be_noted(scene: Scene) -> None:
    scene.troubles = [RedisAway() for _ in range(6)]

    stopped = scene.run()

    assert (stopped.state, stopped.trouble) == (State.STOPPED, Trouble.INTERRUPTED)
    assert set(stopped.rows.values()) == {Row.PENDING}
    assert set(scene.asked) == {"GET"}


def test_a_reading_that_has_grown_old_is_not_written_upon(scene: Scene) -> None:
    """The note took long: Redis was away for a moment, or this process was stopped."""
    scene.seconds = [1.5, 0.5]

    scene.run()

    assert scene.asked[:3] == ["GET", "GET", "PATCH"]


def test_who_can_never_write_in_time_stops_and_has_sent_nothing(scene: Scene) -> None:
    scene.seconds = [1.5] * 9

    stopped = scene.run()

    assert (stopped.state, stopped.trouble) == (State.STOPPED, Trouble.INTERRUPTED)
    assert set(stopped.rows.values()) == {Row.PENDING}
    assert "PATCH" not in scene.asked


@pytest.mark.parametrize(
    ("took", "asked"), [(0.5, ["GET", "PATCH", "PATCH"]), (1.5, ["GET", "PATCH", "GET"])]
)
def test_a_failed_writing_is_made_again_at_once_only_while_the_reading_is_fresh(
    took: float, asked: list[str], scene: Scene
) -> None:
    scene.fails = [took]

    scene.run()

    assert scene.asked[:3] == asked


def test_after_a_writing_that_does_not_show_it_is_read_again_before_the_next(
    scene: Scene,
) -> None:
    stopped = scene.run()

    assert stopped.trouble is Trouble.RESISTED
    assert set(stopped.rows.values()) == {Row.UNSURE}, "it was taken: later it may show"
    for before, method in zip(scene.asked, scene.asked[1:], strict=False):
        assert (before, method) != ("PATCH", "PATCH")
    pauses = [later - now for now, later in zip(scene.reads, scene.reads[1:], strict=False)]
    assert max(pauses) >= 1.6
    assert scene.writes == [moment for moment in scene.writes if moment in scene.reads], (
        "a pause lay between a reading and the writing upon it"
    )
