"""What a look at a chain found, in words for people. Pure."""

from webapp.own_log.chain import Flaw, Verdict

_FLAWS = {
    Flaw.UNREADABLE: "it cannot be read",
    Flaw.ABSENT: "it is missing, or not in its place",
    Flaw.CHANGED: "it was changed, or what stood before it was",
    Flaw.SURPLUS: "the end of the chain does not know it",
}


def told(verdict: Verdict) -> str:
    """ "The chain is whole: 12 entries", or where it is broken and how; without a full stop."""
    if verdict.flaw is not None:
        return f"The chain is broken at entry {verdict.at}: {_FLAWS[verdict.flaw]}"
    return f"The chain is whole: {entries(verdict.entries)}"


def entries(count: int) -> str:
    """ "1 entry", "12 entries"."""
    return "1 entry" if count == 1 else f"{count:,} entries"
