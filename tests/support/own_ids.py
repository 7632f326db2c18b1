"""Own ids as a browser without script works with them, and as the platform holds them."""

import csv
import io
from collections.abc import Sequence
from typing import Any

import pytest
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from sandbox.audit import Row
from sandbox.population.aliases import Alias
from sandbox.population.profiles import Profile
from sandbox.server import Running
from tests.support.page import Page
from tests.support.platform import PUBLIC_URL
from tests.support.site import Site

LIST = "/account/aliases"
IMPORT = "/account/aliases/import"


class OwnIds:
    """One browser at the own ids of an account, the main one, allowed to change them."""

    def __init__(self, site: Site, platform: Running, account: int = 0):
        self.site, self.world = site, platform.world
        self.account = platform.world.accounts[account]

    @property
    def book(self) -> Sequence[Alias]:
        """What the platform holds."""
        return self.account.aliases

    @property
    def first(self) -> Alias:
        """The oldest of them."""
        return self.account.aliases[0]

    def holder(self, key: str) -> str | None:
        """Whose a key is."""
        return self.account.aliases.holder(key)

    def person(self, place: int) -> Profile:
        """Somebody of the account."""
        profile = self.account.profiles.find(self.account.profiles.id_at(place))
        assert profile is not None
        return profile

    def name_of(self, profile_id: str) -> str:
        """What the list calls them."""
        profile = self.account.profiles.find(profile_id)
        assert profile is not None
        parts = (profile.first_name, profile.last_name)
        written = profile.email or profile.phone
        return " ".join(" ".join(filter(None, parts)).split()) or written or "No name"

    def free(self, many: int = 1) -> list[Profile]:
        """So many people without an own id, who have an e-mail address."""
        taken = {alias.resource_id for alias in self.book}
        people = (self.person(n) for n in range(len(self.account.profiles)))
        return [each for each in people if each.id not in taken and each.email][:many]

    def writes(self) -> list[Row]:
        """What was done to them, by the platform's own record."""
        return self.world.audit.rows("alias.")

    def send(self, page: Page, status: int = 303, **typed: str) -> Page:
        """Send the form of one own id as it stands, with what was typed."""
        (form,) = page.soup.select("form#own-id, main form[action$='/delete']")
        fields = {str(each["name"]): str(each.get("value", "")) for each in form.select("input")}
        chosen = form.select("[type=radio][checked]")
        fields |= {"person": str(chosen[0]["value"])} if chosen else {}
        if form.select("[type=radio]") and not chosen:
            fields.pop("person")
        return self.site.post(str(form["action"]), {**fields, **typed}, status=status)

    def after(self, answer: Page) -> Page:
        """The page to which an answer leads."""
        return self.site.get(answer.headers["Location"])

    def upload(self, content: bytes | str, name: str = "ids.csv", status: int = 303) -> Page:
        """Choose a file to import."""
        token = self.site.get(IMPORT).field("csrf_token")
        sent = content.encode() if isinstance(content, str) else content
        answer = self._multipart({"csrf_token": token, "file": FileStorage(io.BytesIO(sent), name)})
        page = Page(answer)
        assert page.status == status, page.html[:2000]
        return page

    def preview(self, content: bytes | str) -> Page:
        """The same, and see what it comes to."""
        return self.after(self.upload(content))

    def apply(self, page: Page, status: int = 303, **ticked: str) -> Page:
        """Confirm what a preview shows."""
        (form,) = page.soup.select("form.import-form")
        fields = {"csrf_token": page.field("csrf_token"), "mark": page.field("mark")}
        return self.site.post(str(form["action"]), {**fields, **ticked}, status=status)

    def export(self) -> bytes:
        """The file of all of them."""
        answer = self.site.client.get(f"{LIST}/export.csv", base_url=PUBLIC_URL)
        assert answer.status_code == 200
        content: bytes = answer.data
        return content

    def _multipart(self, data: dict[str, Any]) -> TestResponse:
        """In memory: a client's own temporary file stays open."""
        boundary, body = encode_multipart(data)
        kind = f"multipart/form-data; boundary={boundary}"
        return self.site.client.post(IMPORT, base_url=PUBLIC_URL, data=body, content_type=kind)


def table(content: bytes) -> list[dict[str, str]]:
    """The rows of an exported file."""
    text = io.StringIO(content.decode("utf-8-sig"), newline="")
    return list(csv.DictReader(text, strict=True))


def counts(page: Page) -> tuple[int, int, int, int]:
    """What a preview counts: new, somebody else's, unchanged, not to be imported."""
    new, moves, same, bad = (
        int(each.get_text().replace(",", "")) for each in page.soup.select("dd")
    )
    return new, moves, same, bad


@pytest.fixture
def own_ids(visitor: Site, platform: Running) -> OwnIds:
    """A browser in which an owner has allowed all that own ids need."""
    visitor.sign_in(scope="account:write")
    return OwnIds(visitor, platform)
