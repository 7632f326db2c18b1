"""Finding people by words, whatever their case, accents or order; pure."""

import unicodedata

# What has no decomposition, yet is left out or typed plainly: strokes, ligatures, fine punctuation.
_PLAIN = str.maketrans(
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


def fold(text: str) -> str:
    """Text as it is compared: no case, no accents, no invisible marks of direction or joining."""
    if text.isascii():
        return text.casefold()
    decomposed = unicodedata.normalize("NFKD", text)
    kept = (c for c in decomposed if not unicodedata.combining(c))
    return "".join(c for c in kept if unicodedata.category(c) != "Cf").casefold().translate(_PLAIN)


def tokens(q: str) -> tuple[str, ...]:
    """The words of a search, each to be found somewhere."""
    return tuple(fold(q).split())
