"""A form as somebody fills it in who means well."""

from bs4 import Tag as Element

TYPED = {
    "once": "0123456789abcdef0123456789abcdef",
    "label": "Harmless",
    "name": "Harmless",
    "color": "emerald",
    "do": "add",
    "query": "q=a",
    "email": "ana.harmless@people.test",
    "phone": "+31201234567",
    "firstName": "Ana",
    "lastName": "Harmless",
    "consumerKey": "harmless-1",
}
"""What is sent to an address of whose form no page was seen, as far as it asks for it."""


def filled(form: Element) -> dict[str, list[str]]:
    """What a browser would send of a form: what stands in it, and something where nothing does."""
    data: dict[str, list[str]] = {}
    for each in form.select("input[name], textarea[name], select[name], button[name]"):
        name, kind = str(each["name"]), str(each.get("type", each.name))
        value = str(each.get("value", ""))
        if kind == "file" or (kind in ("radio", "button") and name in data):
            continue
        if kind == "select":
            option = each.select_one("option[value]:not([value=''])") or each
            value = str(option.get("value", ""))
        if kind != "hidden":
            value = value or TYPED.get(name, "Harmless")
        data.setdefault(name, []).append(value)
    return data
