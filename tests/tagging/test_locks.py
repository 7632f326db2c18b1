"""The locks of tags: whatever somebody sends as a tag's id, it is that tag's lock and no other."""

from contextlib import ExitStack

import pytest
from redis import Redis

from tests.support.valkey import alive
from webapp.background.owner import Owner
from webapp.tagging.locks import TagLocks
from webapp.tagging.work import LABELS

OWNER = Owner("canary-work-key", "canary-token-key", "acme")


@pytest.mark.parametrize("tag_id", ["labels", "acme", "acme:labels", "labels acme", "None", ""])
def test_no_tag_is_called_as_the_lock_of_the_labels(tag_id: str, redis: Redis) -> None:
    lock = TagLocks(redis).of(OWNER)

    with ExitStack() as held:
        held.enter_context(lock(LABELS))
        held.enter_context(lock(tag_id))
        assert len(alive(redis, "tag-lock")) == 2
