"""What is in the way of a detail that was typed; pure. The platform has the last word.

Addresses and numbers are held to the rules of invites, which may be sent to them.
"""

from collections.abc import Callable, Mapping

from webapp.people.reach import Reach, Unusable, by_email, by_phone

LONGEST = 300
_RULES: Mapping[str, Callable[[str], Reach | Unusable]] = {"email": by_email, "phone": by_phone}


def advice_on(field: str, typed: str) -> str:
    """What to do about it; "" where it may be sent. Nothing typed takes a detail away."""
    if len(typed) > LONGEST:
        return f"Shorten it to {LONGEST} characters; it has {len(typed):,}."
    rule = _RULES.get(field)
    found = rule(typed) if rule and typed else None
    return f"{found.why} {found.advice}" if isinstance(found, Unusable) else ""
