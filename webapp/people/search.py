"""Finding people by words, whatever their case, accents or order; pure."""

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
