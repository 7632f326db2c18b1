"""What an answer to an invite proves."""

import pytest

from tests.unit.api.conftest import Tokens
from tests.unit.api.host import ScriptedHost, answer
from webapp.api import Transport, UnexpectedAnswer
from webapp.api.invites import InvitesApi
from webapp.inviting import Invitee, Way
from webapp.inviting.trade import InviteTrade

SOMEBODY = "66a1f0c2b7d8e9001c3a4b5d"
INES = Invitee("ines.varga@example.test", Way.EMAIL)
BY_PHONE = Invitee("+447700900123", Way.SMS)


def answering(told: dict[str, str]) -> InvitesApi:
    """Says of each message that it went to this person."""
    host = ScriptedHost()
    host.script = [answer({"profile": {"id": SOMEBODY, **told}})]
    return InvitesApi(Transport("https://api.platform.test", host, Tokens()))


@pytest.mark.parametrize(
    ("wish", "told"),
    [
        (INES, {"email": "Ines.Varga@EXAMPLE.test"}),
        (INES, {"phone": "+447700900123"}),
        (BY_PHONE, {"phone": "+44 7700 900123"}),
    ],
)
def test_the_id_is_taken_of_whom_the_answer_may_be_about(
    wish: Invitee, told: dict[str, str]
) -> None:
    assert InviteTrade(answering(told), None).do(wish) == SOMEBODY


@pytest.mark.parametrize(
    ("wish", "told"),
    [(INES, {"email": "jonas@example.test"}), (BY_PHONE, {"phone": "+447700900999"})],
)
def test_an_answer_about_somebody_else_proves_nothing(wish: Invitee, told: dict[str, str]) -> None:
    """Its id would be given the tags that were chosen."""
    invites = answering(told)

    with pytest.raises(UnexpectedAnswer):
        InviteTrade(invites, None).do(wish)
