"""What is said before and after; never a secret. Pure."""

import json
from collections.abc import Sequence
from pathlib import Path

from webapp.registration.values import Registered, Request

OPEN_BEFORE = (
    "{path} was open to others (mode {mode:03o}); it is 600 now. If it held secrets before, give "
    "those new values."
)
COMMITTABLE = "git does not ignore {path}: add it to .gitignore before you commit."


def shown(text: str) -> str:
    """What somebody else wrote moves no cursor."""
    return "".join(each if each.isprintable() or each == "\n" else "�" for each in text)


def question(client_id: str, path: Path) -> str:
    """Before a client that is in use is replaced."""
    return f"{path} has the client {client_id} already. Register another one in its place?"


def not_replaced(client_id: str, path: Path) -> str:
    """Where nobody can be asked."""
    return (
        f"{path} has the client {client_id} already. Nothing was registered; --force registers "
        "another one in its place, and leaves that one unused at Profile."
    )


def dry_run(request: Request, path: Path) -> str:
    """What would be sent and written."""
    token = "with an initial" if request.wish.initial_token else "without an initial"
    return "\n".join(
        [
            f"Nothing was registered or written. To {request.url} would go, {token} access token:",
            json.dumps(request.metadata, ensure_ascii=False, indent=2),
            f"The client it answers with would be written to {path} (mode 600).",
        ]
    )


def done(client: Registered, request: Request, path: Path, names: Sequence[str]) -> str:
    """Who we are now, and where that is written."""
    return (
        f"Registered at {request.issuer} as {client.client_id}.\n"
        f"Written to {path} (mode 600): {', '.join(names)}."
    )


def overruled(names: Sequence[str]) -> str:
    """Of names that the environment sets to something else."""
    return (
        f"The environment sets {', '.join(names)} to something else, and wins over the file: take "
        "that away."
    )


def next_steps(problems: str, path: Path) -> str:
    """What is left to do. `problems` are those of the settings as they are by now."""
    elsewhere = path.name != ".env"
    here = f"\n(They read .env in their folder: put {path} there.)" if elsewhere else ""
    still = f"Still to be set:\n{problems}\n" if problems else ""
    return (
        f"{still}Next:\n"
        "  webapp check    says whether all of it works\n"
        f"  webapp serve    serves the dashboard{here}"
    )
