"""Addresses are compiled once a worker, however many dashboards its tests build."""

from collections.abc import Callable
from typing import Any, ClassVar

from flask import Flask
from werkzeug.routing import Rule

Builder = Callable[..., tuple[str, str]]


class KnownRule(Rule):
    """Builds addresses by a function that an equal rule has compiled before.

    Werkzeug compiles two for each rule, 20 ms for a dashboard. They are told the rule when they are
    called, and know of it only what the key here says.
    """

    _builders: ClassVar[dict[tuple[Any, ...], Builder]] = {}

    def _compile_builder(self, append_unknown: bool = True) -> Builder:
        defaults = tuple(sorted((self.defaults or {}).items()))
        key = (self.rule, append_unknown, tuple(self._trace), defaults)
        if key not in self._builders:
            self._builders[key] = super()._compile_builder(append_unknown)
        return self._builders[key]


Flask.url_rule_class = KnownRule
