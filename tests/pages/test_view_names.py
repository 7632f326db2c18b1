"""The names of saved views: any that can be read, and of the others what to do about them."""

import pytest

from tests.support.saved_views import names, refused_name, save, send
from tests.support.site import Site

GOOD = [
    "💚 Team",
    "ثيو الراعي",
    "<b>Bold</b> & “co”",
    "x" * 60,
    "👩‍👩‍👧",
    "\U0001fae8",
    "' onclick=alert(1) '",
]


@pytest.mark.parametrize("name", GOOD)
def test_any_name_that_can_be_read_is_kept_and_shown_as_text(site: Site, name: str) -> None:
    view_id = save(site, name, "?q=a")

    assert names(site) == [name]
    shown = site.get(f"/team?q=a&view={view_id}").soup.select("#views li bdi, .changes bdi")
    assert [each.text for each in shown] == [name, name]
    assert f"Delete “ {name} ”?" in site.get("/team/views", delete=view_id).text


BAD: dict[str, tuple[str, str, str]] = {
    "none": ("", "Type a name", ""),
    "white space": (" \t ", "Type a name", ""),
    "unseen": ("\u200d\u200b", "Type a name", "\u200d\u200b"),
    "too long": ("ab" * 150, "at most 60 characters, and this one has 300", "ab" * 150),
    "control characters": ("Le\x00a\x1bds", "cannot be shown, so they were taken out", "Leads"),
    "turned round": ("Leads\u202egnp.", "cannot be shown, so they were taken out", "Leadsgnp."),
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
@pytest.mark.parametrize("act", ["save", "rename"])
def test_a_name_that_cannot_be_kept_is_told_and_what_was_typed_stays(
    site: Site, bad: tuple[str, str, str], act: str
) -> None:
    typed, advice, stays = bad
    view_id = save(site, "There", "?q=a")
    path = "/team/views" if act == "save" else f"/team/views/{view_id}/rename"

    refused = send(site, path, name=typed, query="?q=b", status=422)

    assert advice in refused.text
    assert refused_name(refused) == stays
    assert act == "rename" or refused.field("query") == "?q=b"
    assert names(site) == ["There"]
