"""A person at Profile's own pages, without a browser: signs in, ticks scopes, allows or denies."""

import logging
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urljoin

import requests
from lxml import html

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
        form = _form(browser.get(authorize_url, timeout=TIMEOUT))
        person = {"person": _choice(form, "person", wish.person)}
        form = _form(browser.post(form.action, data=person, timeout=TIMEOUT))
        granted = [str(box.get("value")) for box in form.xpath(".//*[@name='granted']")]
        decided = browser.post(
            form.action,
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


def _form(page: requests.Response) -> html.FormElement:
    """The first form; its action is a whole address."""
    forms = html.document_fromstring(page.text, base_url=page.url).forms
    assert forms, f"no form at {page.url} ({page.status_code})"
    form: html.FormElement = forms[0]
    form.action = urljoin(page.url, form.get("action"))
    return form


def _choice(form: html.FormElement, name: str, label: str) -> str:
    """The value of the radio button with this label; of the only field, where nothing is asked."""
    fields = form.xpath(".//input[@name=$name]", name=name)
    if len(fields) == 1:
        return str(fields[0].get("value"))
    labels = {text.get("for"): "".join(text.itertext()).strip() for text in form.iter("label")}
    return next(str(field.get("value")) for field in fields if labels[field.get("id")] == label)
