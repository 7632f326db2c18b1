"""The two invented customers of the platform: what there is in each of their accounts."""

from msgspec import Struct

from sandbox.population.aliases import AliasPlan
from sandbox.population.tags import Plan


class Customer(Struct, frozen=True):
    """What an account is made from: `domain` is that of its people's e-mail, `logo` a file beside
    this one, and `disabled` are the keys of assessments that it does without.
    """

    name: str
    domain: str
    tags: tuple[Plan, ...]
    aliases: tuple[AliasPlan, ...]
    preferences: dict[str, bool]
    logo: str | None = None
    disabled: frozenset[str] = frozenset()


MAIN = Customer(
    name="Harbor & Finch",
    domain="harborfinch.test",
    tags=(
        Plan("Leadership", "indigo", 0.1),
        Plan("New starters", "emerald", 0.15),
        Plan("Field sales", "orange", 0.2),
        Plan("Customer care", "blue", 0.18),
        Plan("Remote", "zinc", 0.45),
        Plan("Mentors", "purple", 0.08),
        Plan("Product & design", "pink", 0.17),
        Plan("On call", "red", 0.07),
        Plan("Finance", "yellow", 0.1),
        Plan("Book club", "emerald", 0.0),
    ),
    aliases=(AliasPlan("hr-", 20_417, 24), AliasPlan("payroll/", 88_014, 3, every=7)),
    preferences={"isEcoPrintingEnabled": True, "isCoreExtendedEnabled": False},
    logo="logo.png",
)
SECOND = Customer(
    name="Northlight Studio",
    domain="northlight.test",
    tags=(
        Plan("Studio", "purple", 0.5),
        Plan("Freelance", "orange", 0.3),
        Plan("Editors", "blue", 0.2),
    ),
    aliases=(AliasPlan("studio-", 204, 4, every=3),),
    preferences={"isEcoPrintingEnabled": False, "isCoreExtendedEnabled": True},
    disabled=frozenset({"core"}),
)
