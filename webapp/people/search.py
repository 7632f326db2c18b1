"""Finding people by words, whatever their case, accents or order, and those words shown; pure."""

import unicodedata

# What has no decomposition, yet is left out or typed plainly: strokes, ligatures, fine punctuation.
_PLAINLY = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "ħ": "h",
        "ŧ": "t",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "\N{LATIN SMALL LETTER DOTLESS I}": "i",
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{MODIFIER LETTER APOSTROPHE}": "'",
        "\N{HYPHEN}": "-",
    }
)

_IN_NAMES = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
_IN_NAMES += "\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}\N{ARABIC LETTER MARK}"


class _Folded(dict[int, str]):
    """Character to what it is compared as; each is worked out once, when it is first met."""

    def __missing__(self, code: int) -> str:
        decomposed = unicodedata.normalize("NFKD", chr(code))
        marked = (c for c in decomposed if not unicodedata.combining(c))
        kept = "".join(c for c in marked if unicodedata.category(c) != "Cf")
        self[code] = kept.casefold().translate(_PLAINLY)
        return self[code]


_FOLDED = _Folded()


def fold(text: str) -> str:
    """Text as it is compared: no case, no accents, no invisible marks of direction or joining."""
    return text.casefold() if text.isascii() else text.translate(_FOLDED)


def tokens(q: str) -> tuple[str, ...]:
    """The words of a search, each to be found somewhere."""
    return tuple(fold(q).split())


def legible(text: str) -> str:
    """What a name may hold, one space between words: no character that would not be seen, save the
    joiners and marks of direction with which names are written from the right, or in Devanagari.
    """
    kept = (c for c in text if c.isprintable() or c.isspace() or c in _IN_NAMES)
    return " ".join("".join(kept).split())


def quoted(text: str) -> str:
    """Somebody's own words in a sentence of ours: printable, and no longer than a line takes."""
    plain = "".join(c for c in text if c.isprintable())
    return f"“{plain[:40]}{'…' if len(plain) > 40 else ''}”"
