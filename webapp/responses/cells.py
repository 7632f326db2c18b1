"""Text that no spreadsheet takes for a formula; pure.

Source: ASVS 5.0, 1.2.10.
"""

import unicodedata

_BEGINS_A_FORMULA = frozenset("=+-@|%\N{MINUS SIGN}")
_BEGINS_A_CELL = frozenset("\t\r\n")
_UNSEEN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})


def inert(text: str) -> str:
    """`text` as it is, or behind an apostrophe where a spreadsheet might calculate it.

    Spreadsheets skip what cannot be seen in front of a formula, and some take the full-width
    forms of its signs for the signs themselves.
    """
    return f"'{text}" if text[:1] in _BEGINS_A_CELL or _is_formula(text) else text


def plain(cell: str) -> str:
    """What `inert` made this cell of; a cell that it cannot have changed as it is."""
    bare = cell[1:]
    return bare if cell[:1] == "'" and inert(bare) == cell else cell


def _is_formula(text: str) -> bool:
    seen = (c for c in text if unicodedata.category(c) not in _UNSEEN)
    return unicodedata.normalize("NFKC", next(seen, ""))[:1] in _BEGINS_A_FORMULA
