"""A form that was refused: what the page that says so offers to do."""

from tests.support.page import Page
from tests.support.platform import PUBLIC_URL

OURS = {"Sec-Fetch-Site": "same-origin", "Origin": PUBLIC_URL}
"""With which a browser says that a page of ours sends a form."""


def again(page: Page, label: str = "Send it again") -> dict[str, str]:
    """The form that a refusal offers to send again."""
    button = page.soup.find("button", string=label)
    assert button is not None
    form = button.find_parent("form")
    assert form is not None
    return {str(field["name"]): str(field["value"]) for field in form.find_all("input")}
