"""Reads variables one by one, each by its kind, and collects what is wrong with them."""

import re
from collections.abc import Mapping

from webapp.origins import normalised, shown
from webapp.settings.weaknesses import WEAKNESSES, refusal


class Variables:
    """`problems` has a sentence for each that cannot be used, `accepted` for each weakness that
    can because `ALLOW_WEAK` says so."""

    def __init__(self, env: Mapping[str, str]):
        self._env = env
        self.problems: list[str] = []
        self.accepted: list[str] = []
        self.allow_weak = frozenset(self._weaknesses("ALLOW_WEAK"))

    def weak(self, name: str) -> None:
        """One of the WEAKNESSES was found."""
        if name not in self.allow_weak:
            self.problems.append(refusal(name))
        elif WEAKNESSES[name] not in self.accepted:
            self.accepted.append(WEAKNESSES[name])

    def text(self, name: str, default: str = "") -> str:
        return self._env.get(name, "").strip() or default

    def is_empty(self, name: str) -> bool:
        """Given, as nothing."""
        return not self._env.get(name, "-").strip()

    def required(self, name: str, what: str) -> str:
        value = self.text(name)
        if not value:
            self.problems.append(f"{name} is not set: give {what}.")
        return value

    def choice(self, name: str, choices: tuple[str, ...]) -> str:
        value = self.text(name, choices[0])
        if value not in choices:
            self.problems.append(f"{name} is “{value}”: use one of {', '.join(choices)}.")
        return value

    def number(self, name: str, default: int, *, lowest: int = 1, highest: int = 999_999) -> int:
        value = self.text(name, str(default))
        if re.fullmatch("[0-9]{1,6}", value) and lowest <= int(value) <= highest:
            return int(value)
        self.problems.append(
            f"{name} is “{value}”: give a whole number from {lowest} to {highest}."
        )
        return default

    def origin(self, name: str, default: str = "") -> str:
        value = self.text(name, default)
        origin = normalised(value)
        if not value:
            self.problems.append(f"{name} is not set: give an origin, as https://a.example.")
        elif origin is None:
            self.problems.append(
                f"{name} is “{shown(value)}”: give https://host (http on loopback only)."
            )
        return origin or ""

    def address(self, name: str, default: str) -> str:
        value = self.text(name, default)
        if not re.fullmatch(r"([\w.-]+|\[[0-9a-f:]+\]):[0-9]{1,5}", value):
            self.problems.append(f"{name} is “{value}”: give address and port, as 127.0.0.1:8000.")
        return value

    def _weaknesses(self, name: str) -> list[str]:
        names = [word.strip() for word in self.text(name).split(",") if word.strip()]
        self.problems += [
            f"{name} names “{word}”: it may hold {', '.join(WEAKNESSES)}."
            for word in names
            if word not in WEAKNESSES
        ]
        return names
