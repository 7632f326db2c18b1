"""Sees what goes wrong in a browser while nobody looks; any trouble fails the test."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Request, WebError

from tests.support.page import SECRETS

_REPORT_VIOLATIONS = """
addEventListener("securitypolicyviolation", (event) => {
  console.error(`CSP: ${event.violatedDirective} refused ${event.blockedURI}`);
});
"""
_GIVEN_UP = "net::ERR_ABORTED"  # by the page itself: somebody typed on, or left
CALLBACK = "/sign-in/callback"
"""Where a dashboard takes Profile's answers."""
_INLINE = ("about:", "blob:", "data:")


class Watch:
    """Collects troubles of every context it is attached to.

    Those are errors and warnings in the console, uncaught exceptions, violations of the content
    security policy, dialogs, failed requests, requests to strangers, and secrets in addresses.
    """

    def __init__(self, platform: str, dashboard: str):
        """Both origins may be spoken to; only an app's callback may carry a code."""
        self._platform = platform
        self._apps = {dashboard: CALLBACK}
        self._troubles: list[str] = []
        self._expected: list[str] = []

    def admit(self, app: str, callback: str = CALLBACK) -> None:
        """One more dashboard may be spoken to, or another app with a callback of its own."""
        self._apps[app] = callback

    def expect(self, *patterns: str) -> None:
        """Troubles that this test brings about; each must then come, at least once."""
        self._expected.extend(patterns)

    def attach(self, context: BrowserContext) -> None:
        """Watch every page of this context from now on."""
        context.add_init_script(_REPORT_VIOLATIONS)
        context.on("console", self._console)
        context.on("weberror", self._error)
        context.on("dialog", self._dialog)
        context.on("request", self._request)
        context.on("requestfailed", self._failed)

    def verdict(self) -> None:
        """Fails if there was trouble, or if trouble that was expected did not come."""
        unforeseen = [
            trouble
            for trouble in self._troubles
            if not any(re.search(pattern, trouble) for pattern in self._expected)
        ]
        assert not unforeseen, "trouble in the browser:\n" + "\n".join(unforeseen)
        for pattern in self._expected:
            came = any(re.search(pattern, trouble) for trouble in self._troubles)
            assert came, f"expected, and did not come: {pattern}"

    def _console(self, message: ConsoleMessage) -> None:
        if SECRETS.search(message.text):
            self._troubles.append("a secret in the console")
        if message.type in ("error", "warning"):
            where = urlsplit(message.location.get("url", "")).path
            self._troubles.append(f"console {message.type} at {where}: {message.text}")

    def _error(self, error: WebError) -> None:
        self._troubles.append(f"uncaught: {error.error}")

    def _dialog(self, dialog: Dialog) -> None:
        self._troubles.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _request(self, request: Request) -> None:
        if request.url.startswith(_INLINE):
            return
        parts = urlsplit(request.url)
        if f"{parts.scheme}://{parts.netloc}" not in (self._platform, *self._apps):
            self._troubles.append(f"request to a stranger: {request.url}")
        callbacks = tuple(f"{app}{callback}?" for app, callback in self._apps.items())
        if SECRETS.search(request.url) and not request.url.startswith(callbacks):
            self._troubles.append(f"a secret in the address of {parts.path}")

    def _failed(self, request: Request) -> None:
        if request.failure != _GIVEN_UP:
            self._troubles.append(f"failed: {request.url} {request.failure}")
