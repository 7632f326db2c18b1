from prometheus_client import generate_latest

from webapp import metrics
from webapp.metrics.instruments import MOST_KINDS, REGISTRY, Counter, Duration, Gauge


def lines(name: str) -> list[str]:
    told = generate_latest(REGISTRY).decode()
    return [line for line in told.splitlines() if line.startswith(name)]


def test_a_counter_counts_each_kind_apart() -> None:
    seen = Counter("test_seen", "Seen.", "what")
    for what in ("a", "b", "a"):
        seen.add(what)

    assert lines("test_seen_total") == [
        'test_seen_total{what="a"} 2.0',
        'test_seen_total{what="b"} 1.0',
    ]


def test_kinds_without_end_do_not_fill_the_memory() -> None:
    seen = Counter("test_flood", "Seen.", "what")
    for number in range(MOST_KINDS + 50):
        seen.add(f"kind-{number}")

    told = lines("test_flood_total")
    assert len(told) == MOST_KINDS + 1
    assert 'test_flood_total{what="other"} 50.0' in told


def test_beyond_the_bound_only_the_first_label_is_lost() -> None:
    seen = Duration("test_flooded", "Seen.", "endpoint", "method", "status")
    for number in range(MOST_KINDS):
        seen.took(0.1, f"kind-{number}", "GET", "2xx")
    for endpoint in ("late", "later"):
        seen.took(0.1, endpoint, "GET", "5xx")
    seen.took(0.1, "kind-0", "GET", "2xx")

    told = lines("test_flooded_count")
    assert 'test_flooded_count{endpoint="other",method="GET",status="5xx"} 2.0' in told
    assert 'test_flooded_count{endpoint="kind-0",method="GET",status="2xx"} 2.0' in told


def test_a_gauge_goes_up_and_down_and_a_duration_has_its_count_and_sum() -> None:
    level, lasted = Gauge("test_level", "Level."), Duration("test_lasted", "Lasted.", "what")
    level.set(3)
    level.change(-1)
    lasted.took(0.5, "a")
    lasted.took(1.5, "a")

    assert lines("test_level") == ["test_level 2.0"]
    assert 'test_lasted_sum{what="a"} 2.0' in lines("test_lasted")
    assert 'test_lasted_bucket{le="0.5",what="a"} 1.0' in lines("test_lasted")


def test_every_metric_of_ours_is_called_so_and_is_there_once() -> None:
    names = [metric.name for metric in metrics.ALL]

    assert len(set(names)) == len(names)
    assert all(name.startswith("dashboard_") for name in names)
    named = [one for one in vars(metrics).values() if isinstance(one, Counter | Duration | Gauge)]
    assert set(named) == set(metrics.ALL)
