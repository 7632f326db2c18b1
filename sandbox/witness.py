"""What arrived at the sandbox: the witness for tests. Never a token, code, state or secret."""

from collections import Counter, deque
from datetime import UTC, datetime
from threading import Condition

from msgspec import Struct

from sandbox.faults import OriginName

_KEPT = 10_000


class Arrival(Struct, kw_only=True):
    """One call, with what may be noted of its query and its form.

    `status` is None while it is under way, and stays so if it was cut off.
    """

    at: datetime
    origin: OriginName
    method: str
    path: str
    query: dict[str, str]
    form: dict[str, str]
    client_id: str | None
    grant_type: str | None
    status: int | None = None


class Witness:
    """The latest 10,000 arrivals, oldest first."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._arrivals: deque[Arrival] = deque(maxlen=_KEPT)

    def saw(
        self,
        origin: OriginName,
        method: str,
        path: str,
        *,
        query: dict[str, str],
        form: dict[str, str],
        client_id: str | None,
        grant_type: str | None,
    ) -> Arrival:
        """Notes a call that begins."""
        arrival = Arrival(
            at=datetime.now(UTC),
            origin=origin,
            method=method,
            path=path,
            query=query,
            form=form,
            client_id=client_id,
            grant_type=grant_type,
        )
        with self._changed:
            self._arrivals.append(arrival)
            self._changed.notify_all()
        return arrival

    def answered(self, arrival: Arrival, status: int) -> None:
        """Notes how a call was answered."""
        with self._changed:
            arrival.status = status
            self._changed.notify_all()

    def arrivals(
        self, path: str = "/", *, grant_type: str | None = None, status: int | None = None
    ) -> list[Arrival]:
        """The calls whose path begins with `path`, narrowed where asked, oldest first."""
        with self._changed:
            return self._matching(path, grant_type, status)

    def wait_for(
        self,
        path: str,
        *,
        times: int = 1,
        grant_type: str | None = None,
        status: int | None = None,
        seconds: float = 10.0,
    ) -> None:
        """Waits until so many such calls have arrived (with `status`: were answered so).

        Raises TimeoutError if they do not come within `seconds`.
        """
        with self._changed:
            if not self._changed.wait_for(
                lambda: len(self._matching(path, grant_type, status)) >= times, seconds
            ):
                raise TimeoutError(f"{times} calls of {path} did not arrive in {seconds:g} s")

    def counts(self) -> dict[str, int]:
        """How many calls of each sort are kept, by `POST /oauth/token refresh_token 200`."""
        with self._changed:
            return dict(Counter(map(_sort, self._arrivals)))

    def clear(self) -> None:
        """Forgets every arrival."""
        with self._changed:
            self._arrivals.clear()

    def _matching(self, path: str, grant_type: str | None, status: int | None) -> list[Arrival]:
        return [
            arrival
            for arrival in self._arrivals
            if arrival.path.startswith(path)
            and grant_type in {None, arrival.grant_type}
            and status in {None, arrival.status}
        ]


def _sort(arrival: Arrival) -> str:
    parts = (arrival.method, arrival.path, arrival.grant_type, arrival.status or "cut off")
    return " ".join(str(part) for part in parts if part)
