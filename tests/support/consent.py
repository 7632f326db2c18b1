"""A person at Profile's own pages, without a browser: signs in, ticks scopes, allows or denies."""

import logging
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urljoin

import requests
from bs4 import BeautifulSoup, Tag

TIMEOUT = 20


@dataclass(frozen=True)
class Consent:
    """Who signs in, for which account, and what is refused."""

    person: str = "Rosalind Achebe"
    account: str = "Harbor & Finch"
    denied: Collection[str] = ()
    allow: bool = True


def answer(authorize_url: str, consent: Consent | None = None) -> str:
    """Go through sign-in and consent; returns the callback address with its query."""
    wish = consent or Consent()
    with _silence(), requests.Session() as browser:
        page = browser.get(authorize_url, timeout=TIMEOUT)
        person = {"person": _choice(_form(page), "person", wish.person)}
        page = browser.post(_action(page), data=person, timeout=TIMEOUT)
        form = _form(page)
        granted = [box["value"] for box in form.select("[name=granted]")]
        decided = browser.post(
            _action(page),
            data={
                "account": _choice(form, "account", wish.account),
                "granted": [scope for scope in granted if scope not in wish.denied],
                "decision": "allow" if wish.allow else "deny",
            },
            timeout=TIMEOUT,
            allow_redirects=False,
        )
    return decided.headers["Location"]


@contextmanager
def _silence() -> Iterator[None]:
    """A browser elsewhere would leave no line in the dashboard's logs; this one neither."""
    logging.disable()
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)


def _form(page: requests.Response) -> Tag:
    form = BeautifulSoup(page.text, "lxml").form
    assert form is not None, f"no form at {page.url} ({page.status_code})"
    return form


def _action(page: requests.Response) -> str:
    return urljoin(page.url, str(_form(page)["action"]))


def _choice(form: Tag, name: str, label: str) -> str:
    """The value of the radio button with this label; of the only field, where nothing is asked."""
    fields = form.select(f"input[name={name}]")
    if len(fields) == 1:
        return str(fields[0]["value"])
    labels = {text["for"]: text.get_text(strip=True) for text in form.select("label")}
    return next(str(field["value"]) for field in fields if labels[field["id"]] == label)
