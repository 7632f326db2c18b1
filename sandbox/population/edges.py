"""Profiles that a page must survive: the awkward ones at the end of the main account."""

from msgspec.structs import replace

from sandbox.population.profiles import Core, Disc, Domain, Profile, Score

_FIRST = (
    "Pedro de Alcântara Francisco António João Carlos Xavier de Paula Miguel Rafael "
    "Joaquim José Gonzaga Pascoal Cipriano Serafim"
)
_LAST = "de Bragança e Bourbon Albuquerque Vasconcelos Montenegro Figueiredo Almeida"


def _long(base: Profile) -> Profile:
    """A name of 200 characters, the space between first and last included."""
    return replace(base, first_name=_FIRST, last_name=_LAST)


def _markup(base: Profile) -> Profile:
    return replace(
        base,
        first_name="<b>Robin</b>",
        last_name="\"Quote\" & <img src=x onerror='alert(1)'>",
    )


def _right_to_left(base: Profile) -> Profile:
    return replace(base, first_name="ليلى", last_name="الحدّاد")


def _unknown_keys(base: Profile) -> Profile:
    """A style, a level, a Core value, a facet and a domain of which nobody has heard."""
    focus = {
        "curiosity": Domain(61, "soaring", {"wonder": Score(88, "soaring")}),
        **(base.focus or {}),
    }
    return replace(
        base,
        disc=Disc("XZ", 12.5, 40.25, 3.0, 49.999),
        core=Core("stargazing", "wisdom", "x2Factor", "freedom", "wealth"),
        focus=focus,
    )


def _no_last_name(base: Profile) -> Profile:
    return replace(base, first_name="Teller", last_name=None)


EDGES = (_long, _markup, _right_to_left, _unknown_keys, _no_last_name)
