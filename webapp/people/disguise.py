"""People without their names, for a team that is shown to others; pure.

The same person has the same pseudonym as long as its key lives. It tells nothing of who they are,
and nothing of their place in the account; without the key it cannot be worked out.
"""

import hmac
import re
from collections import Counter
from collections.abc import Iterable, Mapping

import msgspec

from webapp.api.profiles import Profile

_LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
_DIGITS = "23456789"
_PAIRS = 8
"""Letter and digit by turns make no word, and none is taken for another when read aloud: of
160 ** 8 codes no two people will ever share one."""

_PSEUDONYM = re.compile(f"Person ((?:[{_LETTERS}][{_DIGITS}])+)")


def pseudonyms(profile_ids: Iterable[str], key: bytes) -> Mapping[str, str]:
    """Profile id to a name that nobody else in the list has: "Person K7".

    A code is as short as it can be among these ids. Somebody who joins at most lengthens the code
    of whoever would share one.
    """
    waiting = {profile_id: _code(profile_id, key) for profile_id in profile_ids}
    named: dict[str, str] = {}
    for length in range(2, 2 * _PAIRS + 1, 2):
        starts = Counter(code[:length] for code in waiting.values())
        for profile_id, code in list(waiting.items()):
            if starts[code[:length]] == 1 or length == 2 * _PAIRS:
                named[profile_id] = f"Person {code[:length]}"
                del waiting[profile_id]
    return named


def disguised(profile: Profile, pseudonym: str) -> Profile:
    """The same results under another name, without e-mail address and phone number."""
    return msgspec.structs.replace(
        profile, first_name=pseudonym, last_name=None, email=None, phone=None
    )


def code_of(profile: Profile) -> str | None:
    """What tells a disguised person from the others: "K7"; None of anybody with a name."""
    found = _PSEUDONYM.fullmatch(profile.first_name or "")
    return found[1] if found and profile.last_name is None else None


def _code(profile_id: str, key: bytes) -> str:
    digest = hmac.digest(key, profile_id.encode("utf-8", "surrogatepass"), "sha256")
    number, code = int.from_bytes(digest), ""
    for _ in range(_PAIRS):
        number, letter = divmod(number, len(_LETTERS))
        number, digit = divmod(number, len(_DIGITS))
        code += _LETTERS[letter] + _DIGITS[digit]
    return code
