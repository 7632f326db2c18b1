"""The shapes of what is read: members that must come, and the types of those that may.

Open sets (levels, styles, Core values, facets, states of billing) are text. Colours are a pattern
and no enumeration, since a refusal would name the value. Sources: Profile API reference, sections
3 to 5; what it marks as assumed may be absent here.
"""

from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

Id = Annotated[str, Meta(pattern=r"^[0-9a-fA-F]{24}$")]
Time = Annotated[str, Meta(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$")]
Seconds = Annotated[float, Meta(ge=0)]
Percent = Annotated[float, Meta(ge=0, le=100)]
Text = Annotated[str, Meta(min_length=1)]
Colour = Annotated[str, Meta(pattern="^(emerald|red|yellow|orange|blue|indigo|purple|pink|zinc)$")]
Maybe = str | None | UnsetType
Rows = Annotated[list[object], Meta(max_length=100)]


class Base(Struct, rename="camel", kw_only=True):
    """What every resource has."""

    id: Id
    created_at: Time
    updated_at: Time


class Score(Struct):
    score: Percent
    level: Text


class Domain(Struct):
    score: Percent
    level: Text
    facets: dict[Text, Score]


class Disc(Struct):
    style: Text
    d: Percent
    i: Percent
    s: Percent
    c: Percent


class Core(Struct):
    first: Text
    second: Text
    third: Text
    fourth: Text
    fifth: Text


class Profile(Base):
    """A pending one has no result; one that was invited by SMS has no e-mail."""

    email: Maybe = UNSET
    first_name: Maybe = UNSET
    last_name: Maybe = UNSET
    phone: Maybe = UNSET
    disc: Disc | UnsetType | None = UNSET
    core: Core | UnsetType | None = UNSET
    focus: dict[Text, Domain] | UnsetType | None = UNSET


class Tag(Base):
    label: Text
    color: Colour
    profiles: list[Id]


class Alias(Base):
    resource_type: Text
    resource_id: Id
    consumer_key: Text


class Assessment(Base):
    key: Text
    name: Text
    description: str
    minutes: Annotated[int, Meta(gt=0)]
    is_enabled: bool


class Billing(Struct, rename="camel"):
    status: Text
    trial_end_date: Time | Seconds | UnsetType | None = UNSET


class User(Struct):
    id: Id
    name: Text
    email: Text
    role: Text


class Account(Base):
    """`logo`, `preferences` and `user` are assumed."""

    name: Text
    type: Text
    billing: Billing
    reports_generated: Annotated[int, Meta(ge=0)]
    trial_reports_used: Annotated[int, Meta(ge=0)]
    tags: list[Tag]
    logo: Maybe = UNSET
    preferences: dict[Text, bool] | UnsetType = UNSET
    user: User | UnsetType = UNSET


class Resource(Struct):
    """RFC 9728, section 2."""

    resource: Text
    authorization_servers: Annotated[list[Text], Meta(min_length=1)]
    scopes_supported: list[Text]
    bearer_methods_supported: list[Text]
