"""What is in the way of a detail that was typed; pure. The platform has the last word."""

import re

LONGEST = 300
_PHONE = re.compile(r"\+?[0-9 ()./-]+")
_FEWEST_DIGITS = 5


def advice_on(field: str, typed: str) -> str:
    """What to do about it; "" where it may be sent. Nothing typed takes a detail away."""
    if len(typed) > LONGEST:
        return f"Shorten it to {LONGEST} characters; it has {len(typed):,}."
    if field == "email" and typed and not _is_address(typed):
        return "Write it as name@example.org, one address without spaces."
    if field == "phone" and typed and not _is_number(typed):
        return "Write digits, best with the country code: +44 7700 900123."
    return ""


def _is_address(typed: str) -> bool:
    mailbox, _, domain = typed.rpartition("@")
    return bool(mailbox and domain) and not re.search(r"[\s,;<>]|@.*@", typed)


def _is_number(typed: str) -> bool:
    digits = sum(character.isdigit() for character in typed)
    return bool(_PHONE.fullmatch(typed)) and digits >= _FEWEST_DIGITS
