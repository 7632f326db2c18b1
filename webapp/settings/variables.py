"""Reads variables one by one, each by its kind, and collects what is wrong with them."""

import re
from collections.abc import Mapping

from webapp.origins import normalised, shown
from webapp.settings import secret_files
from webapp.settings.weaknesses import WEAKNESSES, refusal


class Variables:
    """`problems` has a sentence for each that cannot be used, `accepted` for each weakness that
    can because `ALLOW_WEAK` says so."""

    def __init__(self, env: Mapping[str, str]):
        self._env = env
        self.problems: list[str] = []
        self.accepted: list[str] = []
        self._unusable: set[str] = set()
        self._secrets: dict[str, str] = {}
        self.allow_weak = frozenset(self._weaknesses("ALLOW_WEAK"))

    def weak(self, name: str) -> None:
        """One of the WEAKNESSES was found."""
        if name not in self.allow_weak:
            self.problems.append(refusal(name))
        elif WEAKNESSES[name] not in self.accepted:
            self.accepted.append(WEAKNESSES[name])

    def text(self, name: str, default: str = "") -> str:
        if name not in secret_files.SECRETS:
            return self._env.get(name, "").strip() or default
        if name not in self._secrets:
            self._secrets[name] = self._secret(name)
        return self._secrets[name] or default

    def lacks(self, name: str) -> bool:
        """Whether nobody gave it; a file that cannot be used is a problem of its own."""
        return not self.text(name) and name not in self._unusable

    def is_empty(self, name: str) -> bool:
        """Given, as nothing."""
        return not self._env.get(name, "-").strip()

    def required(self, name: str, what: str) -> str:
        value = self.text(name)
        if self.lacks(name):
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

    def _secret(self, name: str) -> str:
        """As it is given, or as it lies in the file that is named for it. The name of that file is
        not said: it may be the secret itself, set by mistake.
        """
        value, path = (self._env.get(one, "").strip() for one in (name, f"{name}_FILE"))
        if not path:
            return value
        try:
            if value:
                raise ValueError(f"is not needed where {name} is set, too: take one of them away")
            return secret_files.read(path)
        except ValueError as error:
            self._unusable.add(name)
            self.problems.append(f"{name}_FILE names a file that {error}.")
            return ""

    def _weaknesses(self, name: str) -> list[str]:
        names = [word.strip() for word in self.text(name).split(",") if word.strip()]
        self.problems += [
            f"{name} names “{word}”: it may hold {', '.join(WEAKNESSES)}."
            for word in names
            if word not in WEAKNESSES
        ]
        return names
