"""The paragraph that the platform's AI would write of somebody, made from their results. Pure.

Source: Profile API reference, section 4.5: one plain paragraph in the third person, which names
DISC dimensions and Core values in words and ends with a line end. Its sentences are ours.
"""

import re

from sandbox.population.profiles import Core, Disc, Domain, Profile

_CAPITAL = re.compile(r"(?=[A-Z])")
_FULL_STRETCH = 60
_QUIET = 40
_LEADING = {
    "d": "sets a quick pace and says plainly what is wanted (Dominance {score:.0f})",
    "i": "wins people over with warmth and many ideas (Influence {score:.0f})",
    "s": "keeps a steady hand and lets others finish (Steadiness {score:.0f})",
    "c": "asks how things are known before deciding (Correctness {score:.0f})",
}
_TRAILING = {
    "d": "Being pushed for an answer on the spot rarely brings out the best",
    "i": "Small talk is not where the energy comes from",
    "s": "Routine tires sooner than it tires others",
    "c": "Fine print is best handed to somebody else",
}


def paragraph(profile: Profile) -> str:
    """What is to be said of this person; of results that are absent, nothing."""
    name = profile.first_name or profile.email or "them"
    sentences = [
        *(_of_disc(name, profile.disc) if profile.disc else ()),
        *(_of_focus(profile.focus) if profile.focus else ()),
        *(_of_core(profile.core) if profile.core else ()),
        f"Before a talk with {name}, say what it is about and what you hope to leave with.",
    ]
    return " ".join(sentences) + "\n"


def _of_disc(name: str, disc: Disc) -> tuple[str, ...]:
    scores = {letter: getattr(disc, letter) for letter in "disc"}
    highest, lowest = max(scores, key=scores.__getitem__), min(scores, key=scores.__getitem__)
    said = f"{name} {_LEADING[highest].format(score=scores[highest])}."
    if scores[lowest] >= _QUIET:
        return (said,)
    return said, f"{_TRAILING[lowest]}."


def _of_focus(focus: dict[str, Domain]) -> tuple[str, ...]:
    facets = {key: facet.score for domain in focus.values() for key, facet in domain.facets.items()}
    strongest = max(facets, key=facets.__getitem__)
    if facets[strongest] < _FULL_STRETCH:
        return ("In Focus nothing stands out: much can be asked, and little comes by itself.",)
    return (f"In Focus it is {_words(strongest)} that stands out, at {facets[strongest]}.",)


def _of_core(core: Core) -> tuple[str, ...]:
    first, second = _words(core.first), _words(core.second)
    return (f"What matters most is {first}, closely followed by {second}.",)


def _words(key: str) -> str:
    return " ".join(_CAPITAL.split(key)).lower()
