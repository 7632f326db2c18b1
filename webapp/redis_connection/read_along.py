"""What a page reads of Redis, read in one go: the first value that is asked for, the session,
brings along those that this page needed of Redis when the same session asked for it last.

A value that came along serves one question of the same request; whoever asks a second time, because
somebody else may have written meanwhile, asks Redis.
"""

from collections import OrderedDict
from collections.abc import Sequence
from contextvars import ContextVar
from threading import Lock
from typing import Any, NamedTuple

from redis import Redis
from redis.exceptions import RedisError
from redis.exceptions import TimeoutError as NoAnswer

MOST_KNOWN = 10_000
"""First values of which it is known what comes along."""
MOST_ALONG = 8

_NOTHING = object()


class Question(NamedTuple):
    """A GETEX: the key, and the seconds for which it is to live from now on (None: as it is)."""

    key: str
    seconds: int | None

    @property
    def command(self) -> tuple[str | int, ...]:
        """As Redis takes it."""
        return ("GETEX", self.key, *(("EX", self.seconds) if self.seconds is not None else ()))


class _Request:
    """What came along, and what was asked for after the first value."""

    def __init__(self, page: str) -> None:
        self.page = page
        self.first: Question | None = None
        self.came: dict[Question, Any] = {}
        self.asked: list[Question] = []
        self.answers: dict[Question, Any] = {}
        self.has_done_more = False


_current: ContextVar[_Request | None] = ContextVar("reads", default=None)


def begin(page: str) -> None:
    """A request that only reads begins."""
    _current.set(_Request(page))


def begin_without() -> None:
    """A request begins that asks for each value when it needs it."""
    _current.set(None)


def reads() -> dict[Question, Any] | None:
    """All that this request has read of Redis so far, the first value first; None where it has done
    anything else there.
    """
    request = _current.get()
    if request is None or request.first is None or request.has_done_more:
        return None
    return dict(request.answers)


class ReadAlong(Redis):
    """A client whose `getex` reads along; everything else is as it was."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._known: OrderedDict[tuple[str, Question], tuple[Question, ...]] = OrderedDict()
        self._known_lock = Lock()

    def getex(self, name: Any, ex: Any = None, *args: Any, **options: Any) -> Any:
        """As ever; see the module."""
        request = _current.get()
        if request is None or args or options:
            return super().getex(name, ex, *args, **options)
        question = Question(name, ex)
        if request.first is None:
            request.first = question
            answer = self._first(request, question)
        else:
            request.asked.append(question)
            self._learn((request.page, request.first), request.asked)
            answer = request.came.pop(question, _NOTHING)
        if answer is _NOTHING:
            answer = self._alone(request, question)
        if request.answers.setdefault(question, answer) != answer:
            request.has_done_more = True  # somebody else has, and it was seen
        return answer

    def execute_command(self, *args: Any, **options: Any) -> Any:
        """As ever."""
        _note_more()
        return super().execute_command(*args, **options)  # type: ignore[no-untyped-call]  # redis-py ships no types for it

    def pipeline(self, *args: Any, **options: Any) -> Any:
        """As ever."""
        _note_more()
        return super().pipeline(*args, **options)

    def _alone(self, request: _Request, question: Question) -> Any:
        did_more = request.has_done_more
        answer = super().getex(question.key, ex=question.seconds)
        request.has_done_more = did_more
        return answer

    def _first(self, request: _Request, first: Question) -> Any:
        with self._known_lock:
            along = self._known.get((request.page, first), ())
        if not along or (found := self.together((first, *along))) is None:
            return _NOTHING
        request.came = dict(zip(along, found[1:], strict=True))
        return found[0]

    def _learn(self, first: tuple[str, Question], asked: Sequence[Question]) -> None:
        along = tuple(dict.fromkeys(asked[:MOST_ALONG]))
        with self._known_lock:
            if self._known.get(first) != along:
                self._known[first] = along
            self._known.move_to_end(first)
            while len(self._known) > MOST_KNOWN:
                self._known.popitem(last=False)

    def together(self, asked: Sequence[Question]) -> list[Any] | None:
        """The answers; None where each is to be asked for. Raises redis.TimeoutError."""
        connection: Any = self.connection_pool.get_connection()
        try:
            commands = connection.pack_commands([each.command for each in asked])
            connection.send_packed_command(commands)
            return [connection.read_response() for _ in asked]
        except (RedisError, OSError) as error:
            connection.disconnect()
            if isinstance(error, NoAnswer):
                raise  # who waits again waits twice as long
            return None
        finally:
            self.connection_pool.release(connection)


def _note_more() -> None:
    if (request := _current.get()) is not None:
        request.has_done_more = True
