"""Ways to write to somebody, as they are typed; pure, and without asking the network.

Of phone numbers only the length is checked, not whether a range is in use: numbering plans change,
and whoever cannot be reached is told by Profile.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import phonenumbers
from email_validator import EmailNotValidError, validate_email

_NUMBER = re.compile(r"\+?[\d ().\-\u2010-\u2015/]{5,40}")
_INTERNATIONAL = re.compile(r"\+[1-9]\d{6,14}")  # E.164
_BEGIN_WITH_PLUS = "Begin with + and the country code, as in +44 20 7946 0958."


class Way(StrEnum):
    """How an invite goes out."""

    EMAIL = "email"
    SMS = "sms"


@dataclass(frozen=True, slots=True)
class Reach:
    """An address, or a number in E.164. `key` is alike for all that reach the same person."""

    way: Way
    to: str

    @property
    def key(self) -> str:
        """The case of letters decides nothing."""
        return key_of(self.to)


@dataclass(frozen=True, slots=True)
class Unusable:
    """Nobody can be written to so: `why`, and what to do, in a sentence each."""

    why: str
    advice: str


def reach(typed: str) -> Reach | Unusable:
    """What was typed or pasted as one person: `ana@team.test`, `Ana <ana@team.test>`, `+44 …`."""
    said = _inside(typed)
    if "@" in said:
        return by_email(said)
    if _NUMBER.fullmatch(said):
        return by_phone(said)
    return Unusable(
        "It is neither an e-mail address nor a phone number.",
        "Type an address with an @, or a number that begins with +.",
    )


def by_email(said: str) -> Reach | Unusable:
    """An address, and nothing else."""
    try:
        # in a test environment .test is let through: it reaches nobody, and Profile decides
        found = validate_email(said, check_deliverability=False, test_environment=True, strict=True)
    except EmailNotValidError as error:
        return Unusable(str(error), "Correct the address.")
    if "." not in found.domain:
        return Unusable("The part after the @-sign has no period.", "Correct the address.")
    return Reach(Way.EMAIL, found.normalized)


def by_phone(said: str) -> Reach | Unusable:
    """A number with its country code, and nothing else."""
    if not _NUMBER.fullmatch(said):
        return Unusable("This is no phone number.", _BEGIN_WITH_PLUS)
    if not said.startswith("+"):
        return Unusable("The number has no country code.", _BEGIN_WITH_PLUS)
    try:
        number = phonenumbers.parse(said, None)
    except phonenumbers.NumberParseException:
        return Unusable("There is no country with this code.", _BEGIN_WITH_PLUS)
    possible = phonenumbers.is_possible_number_with_reason(number)
    if possible != phonenumbers.ValidationResult.IS_POSSIBLE:
        why = "The number is too long or too short for its country."
        return Unusable(why, "Correct the number.")
    return Reach(Way.SMS, _international(number))


def looks_like_one(typed: str) -> bool:
    """Whether this surely means an address or a number, not somebody's own id."""
    said = _inside(typed)
    return "@" in said or (said.startswith("+") and bool(_NUMBER.fullmatch(said)))


@lru_cache(maxsize=20_000)
def key_of(known: str) -> str:
    """What an address or number, however it is written, is compared by."""
    if "@" in known:
        mailbox, _, domain = known.strip().rpartition("@")
        labels = map(_in_letters, domain.split("."))
        return unicodedata.normalize("NFC", f"{mailbox}@{'.'.join(labels)}").casefold()
    if _INTERNATIONAL.fullmatch(known):
        return known
    try:
        return _international(phonenumbers.parse(known, None))
    except phonenumbers.NumberParseException:
        return known.strip()


def _in_letters(label: str) -> str:
    """Part of a domain as it is read: `xn--bcher-kva` is "bücher". Source: RFC 5890, 2.3.2.1."""
    if label[:4].casefold() != "xn--":
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except UnicodeError:
        return label


def _inside(typed: str) -> str:
    """Without the name that mail programs put before an address, and the word in its link."""
    said = "".join(" " if each.isspace() else each for each in typed if not _is_unseen(each))
    said = said.strip()
    if said.endswith(">") and "<" in said:
        said = said.rpartition("<")[2][:-1].strip()
    return re.sub(r"^(mailto|tel):", "", said, flags=re.IGNORECASE)


def _is_unseen(character: str) -> bool:
    """Marks of direction and joiners, which programs copy along with numbers."""
    return unicodedata.category(character) == "Cf"


def _international(number: phonenumbers.PhoneNumber) -> str:
    said: str = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return said
