"""What passes is waited out, and who does not look on hears of long pauses only."""

import pytest

from webapp.api import TooMany
from webapp.auth.errors import KeyMissing
from webapp.auth.service_dialects import PROFILE_V4, Service
from webapp.roster_export.errors import OutOfPatience, Refused
from webapp.roster_export.patience import Patience
from webapp.roster_export.progress import Progress
from webapp.settings import ServiceClient

SERVICE = Service(ServiceClient("jobs", "canary-secret", api_url="https://api.test"), PROFILE_V4)


def waits(seconds: int, pauses: list[float]) -> None:
    """Two calls, the first of which is asked to wait so long; the sleeps go into `pauses`."""
    answers: list[TooMany | str] = [TooMany(seconds), "people"]

    def ask() -> str:
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    progress = Progress(is_verbose=False)
    assert Patience(600, SERVICE, progress.say, pauses.append).asked(ask) == "people"


@pytest.mark.parametrize(("seconds", "is_told"), [(10, True), (9, False)])
def test_a_quiet_run_tells_of_a_long_pause(
    capsys: pytest.CaptureFixture[str], seconds: int, is_told: bool
) -> None:
    pauses: list[float] = []
    waits(seconds, pauses)
    assert pauses == [seconds]
    assert ("Asking again in 10.0 s." in capsys.readouterr().err) is is_told


def test_no_pause_is_begun_that_is_longer_than_the_patience() -> None:
    def ask() -> str:
        raise TooMany(601)

    with pytest.raises(OutOfPatience, match="Run this again"):
        Patience(600, SERVICE, Progress(is_verbose=False).say).asked(ask)


def test_what_no_waiting_mends_is_not_waited_for() -> None:
    def ask() -> str:
        raise KeyMissing

    with pytest.raises(Refused, match="the same keys"):
        Patience(600, SERVICE, Progress(is_verbose=False).say).asked(ask)
