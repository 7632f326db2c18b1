"""The form of one own id: what was typed and chosen, what it was drawn from, what is in the way;
pure. What it was drawn from travels in it, so that nobody else's change is overwritten unseen.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import unquote

from webapp.aliases import NOTHING, End, KeyRefused, Match, Result, checked
from webapp.api.aliases import Alias
from webapp.people.search import quoted


@dataclass(frozen=True, slots=True)
class Form:
    """`key` and `person` (an id) as they stand in it, `was` what it was drawn from. `note` is
    about all of it; `holder` is whose the key is already, `now` how it was changed meanwhile.
    """

    key: str = ""
    person: str = ""
    was: Match = NOTHING
    note: str = ""
    key_advice: str = ""
    person_advice: str = ""
    holder: Alias | None = None
    now: Match | None = None

    @property
    def key_is_wrong(self) -> bool:
        """Whether the own id needs another look."""
        return bool(self.key_advice or self.holder)


class Refused(ValueError):
    """A form that cannot be sent; `form` says why, beside what it is about."""

    def __init__(self, form: Form):
        super().__init__(form.key_advice or form.person_advice)
        self.form = form


def sent(fields: Mapping[str, str]) -> Form:
    """What was sent."""
    return Form(fields.get("key", ""), fields.get("person", "").strip(), drawn_with(fields))


def drawn_with(fields: Mapping[str, str]) -> Match:
    """What a form was drawn from: percent-encoded in it, since fields lose line ends."""
    return Match(unquote(fields.get("was_key", "")), fields.get("was_person", ""))


def drawn_from(alias: Alias) -> Form:
    """The form with which one is edited."""
    match = Match.by(alias)
    return Form(match.key, match.person, match)


def wished(form: Form) -> Match:
    """What is to become of it. Raises Refused."""
    person_advice = "" if form.person else "Choose a person."
    try:
        key = checked(form.key, form.was.key)
    except KeyRefused as refused:
        refusal = replace(form, key_advice=refused.advice, person_advice=person_advice)
        raise Refused(refusal) from None
    if person_advice:
        raise Refused(replace(form, person_advice=person_advice))
    return Match(key, form.person)


def shown_again(form: Form, result: Result) -> Form:
    """The form after it was not done as wished."""
    said = f" It says: {quoted(result.said)}" if result.said else ""
    match result.end:
        case End.TAKEN if result.holder:
            return replace(form, holder=result.holder)
        case End.TAKEN:
            return replace(form, key_advice="Somebody else has this own id already.")
        case End.MEANWHILE if result.alias:
            return _merged(form, Match.by(result.alias))
        case End.GONE:
            return replace(form, was=NOTHING, note=_GONE)
        case End.REFUSED:
            return replace(form, note=f"Profile refused this.{said}")
        case end:
            return replace(form, note=_NOTES.get(end, ""))


def _merged(form: Form, now: Match) -> Form:
    """Drawn from what there is now; what was touched stays, what was not follows."""
    key = form.key if form.key.strip() != form.was.key.strip() else now.key
    person = form.person if form.person != form.was.person else now.person
    return replace(form, key=key, person=person, was=now, now=now, note=_MEANWHILE)


def not_deleted(end: End) -> str:
    """Why one is there still."""
    return _NOT_DELETED.get(end, "It was not deleted.")


_GONE = "It was deleted by somebody else meanwhile. Save makes it anew."
_MEANWHILE = "Somebody else changed it meanwhile, so nothing was saved. Save makes it yours."
_NOTES = {
    End.FAILED: "Profile gave no usable answer, and it was not saved. Try again.",
    End.UNSURE: "Profile gave no usable answer, so it is not known whether it was saved. You may "
    "save it again: nothing is made twice.",
    End.NOT_OFFERED: "Profile offers no way to do this from here. Do it in Profile itself.",
}
_NOT_DELETED = {
    End.MEANWHILE: "Somebody else changed it meanwhile, so it was not deleted. Look again.",
    End.FAILED: "Profile gave no usable answer, and it is there still. Try again.",
    End.UNSURE: "Profile gave no usable answer, so it is not known whether it is deleted. You may "
    "try again.",
    End.NOT_OFFERED: "Profile offers no way to delete it from here. Do it in Profile itself.",
}
