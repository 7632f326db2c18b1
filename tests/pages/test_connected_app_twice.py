"""The same app, connected to two accounts: two permissions, which must not be mistaken."""

from tests.support.connected_apps import LIST, Apps


def test_of_one_app_in_two_accounts_it_is_heard_and_seen_which_is_meant(
    connected_without: Apps,
) -> None:
    soup = connected_without.site.get(LIST).soup
    texts = {str(tag["id"]): tag.get_text(strip=True) for tag in soup.select("[id]")}
    heard = [
        " ".join(texts[part] for part in str(button["aria-describedby"]).split())
        for button in soup.select("section.app .actions button")
    ]
    meant = [" ".join(row.get_text(" ").split()) for row in soup.select(".review li")]

    for account in ("Harbor & Finch", "Northlight Studio"):
        assert heard.count(f"Wrenlight Assistant {account}") == 1
        assert any(row.startswith(f"Wrenlight Assistant {account} ") for row in meant)
    assert len(heard) == len(set(heard))
