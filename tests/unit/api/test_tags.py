"""Tags as the platform sends them."""

from datetime import UTC, datetime

from tests.unit.api.host import ScriptedHost, stored
from webapp.api import PlatformApi
from webapp.api.tags import TAG_COLOURS, Tag


def test_tags_are_read_without_a_status_in_the_envelope(
    platform: PlatformApi, host: ScriptedHost
) -> None:
    host.script = [stored("tags_without_status")]
    field, night, bare = platform.tags.every()
    assert host.targets == ["/api/v4/tags?limit=100&page=1"]
    assert (field.label, field.color) == ("Field team", "indigo")
    assert field.profiles == ("66d2a7f0c4b1e8003f5a9b11", "66d2a7f0c4b1e8003f5a9b12")
    assert field.created_at == datetime(2026, 1, 5, 15, 0, 0, 329056, tzinfo=UTC)
    assert night.color == "ultraviolet"
    assert bare == Tag("67aa00bb11cc22dd33ee4403", "No label")


def test_there_are_nine_colours() -> None:
    assert len(set(TAG_COLOURS)) == 9
