"""How to talk with somebody: their scores in, lines with their reasons out. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from webapp.api.focus import Facet
from webapp.api.profiles import Completion, Profile
from webapp.pages.profile.talking_rules import FURTHER_RULES, HIGH, LOW, RULES, Rule
from webapp.people.focus_reading import domains_of
from webapp.people.levels import EXTREMES
from webapp.responses.filters import score, words

NAMED_FACETS = 4
"""How many facets a line names; its reason names all of them."""


@dataclass(frozen=True, slots=True)
class Line:
    """One piece of advice, a sentence that goes with it, and the rule and numbers behind both."""

    do: str
    aside: str
    reason: str


@dataclass(frozen=True, slots=True)
class Talking:
    """`note` says why DISC gives no line, None where it gives one; `rules` and `further_rules`
    are all that lines come from, whether they hold or not."""

    name: str
    lines: tuple[Line, ...]
    note: str | None
    rules: tuple[Rule, ...] = RULES
    further_rules: tuple[str, ...] = FURTHER_RULES


def talking(person: Profile) -> Talking:
    """What moves them first, then DISC in its order, then what stands out in Focus."""
    disc = tuple(_of_disc(person))
    return Talking(
        name=person.first_name or person.name,
        lines=(*_of_core(person), *disc, *_of_focus(person)),
        note=None if disc else _silence(person),
    )


def _of_core(person: Profile) -> Iterator[Line]:
    if person.core:
        first = words(person.core[0])
        yield Line(
            do=f"What moves them most is likely “{first}”.",
            aside="Say what the matter has to do with it.",
            reason=f"“{first}” is the first of the Core values.",
        )


def _of_disc(person: Profile) -> Iterator[Line]:
    scores = dict(person.disc.dimensions) if person.disc else {}
    for rule in RULES:
        value = scores.get(rule.letter)
        if rule.holds(value):
            yield Line(rule.do, f"Rather not: {rule.avoid}.", rule.reason(value))


def _of_focus(person: Profile) -> Iterator[Line]:
    facets = [facet for domain in domains_of(person) or () for facet in domain.facets]
    for level in EXTREMES:
        extreme = [facet for facet in facets if facet.level == level]
        if extreme:
            yield _standing_out(level, extreme)


def _standing_out(level: str, facets: list[Facet]) -> Line:
    """`facets` are those at this level, in the order sent."""
    named = ", ".join(words(facet.key) for facet in facets[:NAMED_FACETS])
    further = len(facets) - NAMED_FACETS
    more = f" and {further} more" if further > 0 else ""
    scores = ", ".join(f"{words(facet.key)} {score(facet.score)}" for facet in facets)
    return Line(
        do=f"{words(level)} in Focus: {named}{more}.",
        aside="Worth a question, not a conclusion.",
        reason=f"Profile’s level is “{words(level)}”: {scores}.",
    )


def _silence(person: Profile) -> str:
    if person.completion is Completion.PENDING:
        return "No assessment has been taken yet, so there is nothing to go by."
    if person.disc is None:
        return "DISC: not taken yet, so there is nothing to go by for pace and tone."
    if all(value is None for _, value in person.disc.dimensions):
        return "Profile gave no DISC scores, so there is nothing to go by for pace and tone."
    return f"No DISC score is {HIGH} or more, or {LOW} or less, so none of them gives a line."
