"""The platform's score arithmetic, as far as its examples give it away.

Source: Profile API reference, sections 5.1 (DISC) and 5.3 (Focus), both inferred there.
"""

FACET_POINTS = 16
FACETS_IN_DOMAIN = 6
LEVELS = ("veryLow", "low", "baseline", "high", "veryHigh")
_STYLE_THRESHOLD = 50


def facet_score(points: int) -> int:
    """Points 0 to 16 as the score shown, 0 to 100."""
    return 100 * points // FACET_POINTS


def domain_score(points: int) -> int:
    """The points of six facets together, 0 to 96, as the score shown, 0 to 100.

    It is not the mean of the six facet scores shown: each of those was already rounded down.
    """
    return 100 * points // (FACET_POINTS * FACETS_IN_DOMAIN)


def level(score: int) -> str:
    """The name of the fifth of the scale in which a score from 0 to 100 lies."""
    return LEVELS[min(score // 20, 4)]


def style(scores: dict[str, float]) -> str:
    """The DISC style: the letters at 50 or more, highest first; if none is, the highest."""
    ranked = sorted(scores, key=lambda letter: -scores[letter])
    marked = [letter for letter in ranked if scores[letter] >= _STYLE_THRESHOLD]
    return "".join(marked or ranked[:1]).upper()
