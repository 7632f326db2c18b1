"""Rounds in, a table of ratios out. Pure."""

from collections.abc import Mapping, Sequence
from statistics import median

from benchmarks.measuring import Measured

Rounds = Mapping[str, Mapping[str, Sequence[Measured]]]
"""Page to contender to its rounds."""


def table(rounds: Rounds, base: str) -> str:
    """Medians over the rounds; every ratio is to `base` on the same page, of the same run."""
    heads = f"Page|Contender|CPU a request|× {base}|spread|requests/s|× {base}|p50|p99|memory"
    columns = [*heads.split("|"), "bytes", "not 200"]
    lines = [f"| {' | '.join(columns)} |", "| --- | --- |" + " ---: |" * (len(columns) - 2)]
    for page, contenders in rounds.items():
        base_rounds = contenders.get(base)
        lines += [_line(page, name, each, base_rounds) for name, each in contenders.items()]
    return "\n".join(lines)


def _line(page: str, name: str, rounds: Sequence[Measured], base: Sequence[Measured] | None) -> str:
    cpu, speed = _median(rounds, "cpu"), _median(rounds, "per_second")
    spread = max(one.cpu for one in rounds) / max(min(one.cpu for one in rounds), 1e-9) - 1
    cells = [
        page,
        name,
        f"{cpu:.2f} ms",
        _ratio(cpu, base, "cpu"),
        f"{spread:.0%}",
        f"{speed:,.0f}" if speed else "",
        _ratio(speed, base, "per_second"),
        *(f"{_median(rounds, part):.1f} ms" if speed else "" for part in ("p50", "p99")),
        f"{_median(rounds, 'memory'):.0f} MB",
        f"{rounds[-1].bytes:,}" if speed else "",
        str(sum(one.bad for one in rounds)) if speed else "",
    ]
    return f"| {' | '.join(cells)} |"


def _median(rounds: Sequence[Measured], part: str) -> float:
    return float(median(getattr(one, part) for one in rounds))


def _ratio(value: float, base: Sequence[Measured] | None, part: str) -> str:
    against = _median(base, part) if base else 0.0
    return f"{value / against:.2f}" if against and value else ""
