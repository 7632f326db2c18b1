"""Writing to the aliases of an account on somebody's behalf, each with its row in the audit."""

from typing import NamedTuple

from sandbox.aliases import AliasBook, Claimed
from sandbox.audit import Actor, Audit
from sandbox.population.aliases import Alias


class AliasWrites(NamedTuple):
    """Writes as `AliasBook` does, and raises as it does; rows stand in the order of the writes."""

    book: AliasBook
    audit: Audit
    actor: Actor

    def create(self, profile_id: str, consumer_key: str) -> Claimed:
        """One that is there already is no write, and has no row."""
        with self.book.lock:
            claimed = self.book.create(profile_id, consumer_key)
            if claimed.is_new:
                alias = claimed.alias
                self.audit.note(self.actor, "alias.create", alias.id, **_face(alias))
            return claimed

    def change(
        self, alias_id: str, *, profile_id: str | None = None, consumer_key: str | None = None
    ) -> Alias:
        with self.book.lock:
            before = self.book.find(alias_id)
            alias = self.book.change(alias_id, profile_id=profile_id, consumer_key=consumer_key)
            faces = {"before": _face(before), "after": _face(alias)}
            self.audit.note(self.actor, "alias.change", alias_id, **faces)
            return alias

    def delete(self, alias_id: str) -> Alias:
        with self.book.lock:
            alias = self.book.delete(alias_id)
            self.audit.note(self.actor, "alias.delete", alias_id, **_face(alias))
            return alias


def _face(alias: Alias) -> dict[str, str]:
    return {"resourceId": alias.resource_id, "consumerKey": alias.consumer_key}
