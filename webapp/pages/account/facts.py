"""What Profile tells of the account, one fact a line; pure."""

from datetime import datetime

from webapp.api.account import Account, Billing
from webapp.responses.facts import Fact, account_facts, count
from webapp.responses.filters import on_date, words


def facts(account: Account, now: datetime) -> tuple[Fact, ...]:
    """All that the page lists."""
    return (
        *account_facts(account),
        Fact("Billing", billing_words(account.billing, now)),
        count("Reports generated", account.reports_generated),
        count("Trial reports used", account.trial_reports_used),
    )


def billing_words(billing: Billing | None, now: datetime) -> str | None:
    """The subscription as a sentence. Only "trialing" is documented: any other status is shown as
    it is, and with it the end of a trial where there is one.
    """
    if billing is None or (billing.status is None and billing.trial_end_at is None):
        return None
    ends = billing.trial_end_at
    if billing.status != "trialing":
        said = words(billing.status) if billing.status else "Status not told"
        return f"{said}; trial until {on_date(ends)}" if ends else said
    if ends is None:
        return "On trial; Profile did not tell until when"
    return _trial(ends, (ends - now).days, has_ended=ends <= now)


def _trial(ends: datetime, days: int, *, has_ended: bool) -> str:
    if has_ended:
        return f"On trial, which should have ended on {on_date(ends)}"
    left = {0: "less than a day", 1: "1 day"}.get(days, f"{days:,} days")
    return f"On trial until {on_date(ends)} ({left} left)"
