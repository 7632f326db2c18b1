"""What is kept of work with own ids: files that are to be imported, imports, and latest deeds."""

from redis import Redis

from webapp.aliases.deeds import Deed
from webapp.aliases.importing import ImportDraft, ImportWish
from webapp.auth.sealing import Sealer
from webapp.background import Drafts
from webapp.batches import Batch, Batches

MOST_FILES = 3
"""Files that are kept of one connection."""
MOST_DEEDS = 20
"""Deeds that are kept of one connection, to be told, and taken back."""


class AliasWork:
    """Built once per process."""

    def __init__(self, redis: Redis, sealer: Sealer):
        self.files = Drafts(redis, sealer, "alias-file", ImportDraft, MOST_FILES)
        self.deeds = Drafts(redis, sealer, "alias-deed", Deed, MOST_DEEDS)
        self.imports = Batches(redis, sealer, "aliases", Batch[ImportWish])
