"""Under which licence a package comes, by its own metadata, and whether we take that."""

from dataclasses import dataclass
from importlib.metadata import Distribution, distributions

_CLASSIFIED = {
    "Apache Software License": "Apache-2.0",
    "Artistic License": "Artistic-1.0",
    "BSD License": "BSD-3-Clause",  # which of them it does not say; we take each
    "DFSG approved": "",
    "GNU General Public License (GPL)": "GPL-2.0-or-later",
    "GNU General Public License v2 or later (GPLv2+)": "GPL-2.0-or-later",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "OSI Approved": "",
    "Python Software Foundation License": "PSF-2.0",
    "The Unlicense (Unlicense)": "Unlicense",
}
"""SPDX names for the classifiers of packages that know no others; "" for what names no licence."""

_WORDED = {
    "3-Clause BSD License": "BSD-3-Clause",
    "Apache 2.0": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "MIT License": "MIT",
}
"""And for words where a name should stand."""


@dataclass(frozen=True)
class Installed:
    """A distribution in this environment; `licence` is an SPDX expression, "" if none is told."""

    name: str
    version: str
    licence: str


def installed() -> dict[str, Installed]:
    """By normalised name."""
    found = (_read(one) for one in distributions())
    return {one.name: one for one in found}


def is_taken(expression: str, allowed: frozenset[str]) -> bool:
    """Whether the licences that we allow satisfy this SPDX expression.

    Brackets and exceptions (WITH) are nothing that we know, so they are not taken.
    """
    ways = expression.split(" OR ")
    return "(" not in expression and any(
        all(part in allowed for part in way.split(" AND ")) for way in ways
    )


def _read(one: Distribution) -> Installed:
    told = one.metadata
    name = told["Name"].lower().replace("_", "-").replace(".", "-")
    (expression, *_), (text, *_) = (
        told.get_all(field) or [""] for field in ("License-Expression", "License")
    )
    said = expression or _classified(told.get_all("Classifier") or []) or _free_text(text)
    return Installed(name, one.version, said)


def _classified(classifiers: list[str]) -> str:
    """Several classifiers may mean a choice, or not: we must be able to take each of them."""
    named = [each.split(" :: ")[-1] for each in classifiers if each.startswith("License ::")]
    return " AND ".join(
        dict.fromkeys(filter(None, (_CLASSIFIED.get(each, each) for each in named)))
    )


def _free_text(text: str) -> str:
    """A line is a name; a whole licence is not."""
    return _WORDED.get(text, text) if "\n" not in text else ""
