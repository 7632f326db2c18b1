"""`webapp register` as a process of its own, with somebody at the keyboard."""

import os
import pty
import signal
import subprocess
import sys

import pytest

from tests.support.registration import Desk
from tests.support.waiting import wait_until
from tests.support.wicked import Wicked
from tests.support.wicked_wire import SILENCE

PATIENCE = 60
OLD = "PROFILE_CLIENT_ID=earlier\n"


def typed(desk: Desk, stdin: int = subprocess.DEVNULL) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "webapp", "register"],
        cwd=desk.folder,
        env={**os.environ, **desk.env},
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def test_who_ends_it_while_it_waits_is_told_that_nobody_knows(
    wicked_desk: Desk, wicked: Wicked
) -> None:
    wicked.does["/register"] = SILENCE
    process = typed(wicked_desk)
    wait_until(lambda: bool(wicked.asked("/register")), "the request arrives")

    process.send_signal(signal.SIGINT)
    said, _ = process.communicate(timeout=PATIENCE)

    assert process.returncode == 4, said
    assert "You ended it before an answer came." in said
    assert "Traceback" not in said
    assert wicked_desk.left_behind() == set()


@pytest.mark.parametrize(("answer", "client_id"), [("y\n", "client_1"), ("\n", "earlier")])
def test_who_has_a_client_is_asked_whether_it_is_replaced(
    wicked_desk: Desk, wicked: Wicked, answer: str, client_id: str
) -> None:
    wicked_desk.file.write_text(OLD)
    keyboard, terminal = pty.openpty()
    try:
        process = typed(wicked_desk, stdin=terminal)
        os.write(keyboard, answer.encode())
        said, _ = process.communicate(timeout=PATIENCE)
    finally:
        os.close(keyboard)
        os.close(terminal)

    assert "has the client earlier already" in said
    assert "canary" not in said
    assert wicked_desk.written()["PROFILE_CLIENT_ID"] == client_id
    assert process.returncode == (0 if answer == "y\n" else 1)
    assert len(wicked.asked("/register")) == (1 if answer == "y\n" else 0)
