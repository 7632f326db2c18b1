"""The keys under which results come.

Source: Profile API reference, section 5. The last two facets of `understanding` and all of
`stability` are invented there, and most Core values here: the platform lists neither.
"""

FACETS = {
    "flexibility": (
        "creativity",
        "aestheticAppreciation",
        "emotionalAwareness",
        "innovativeness",
        "intellectualCuriosity",
        "openMindedness",
    ),
    "organization": (
        "selfBelief",
        "systemization",
        "responsibility",
        "goalOriented",
        "discipline",
        "prudence",
    ),
    "communication": (
        "friendliness",
        "sociability",
        "leadership",
        "vigor",
        "adventureSeeking",
        "cheerfulness",
    ),
    "understanding": ("trust", "integrity", "generosity", "teamwork", "humility", "compassion"),
    "stability": (
        "calmness",
        "evenTemper",
        "optimism",
        "selfAssurance",
        "selfControl",
        "resilience",
    ),
}
CORE_VALUES = (
    "achievement",
    "freedom",
    "wealth",
    "wisdom",
    "familyHappiness",
    "adventure",
    "belonging",
    "challenge",
    "community",
    "creativeExpression",
    "fairness",
    "health",
    "independence",
    "influence",
    "innerPeace",
    "learning",
    "loyalty",
    "recognition",
    "security",
    "service",
)
