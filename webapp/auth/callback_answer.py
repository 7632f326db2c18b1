"""What the browser brings back from Profile, believed only piece by piece.

Source: RFC 6749 sections 3.1 and 4.1.2, RFC 9207 section 2.4.
"""

from typing import TYPE_CHECKING

from webapp.auth.errors import AnswerRefused, AttemptUnknown, ConsentDenied, IssuerMismatch
from webapp.auth.oauth_answers import refusal

if TYPE_CHECKING:
    from werkzeug.datastructures import MultiDict

    from webapp.auth.attempts import Attempt


class CallbackAnswer:
    """The query of the callback; ask for `state` first, then for `code`."""

    def __init__(self, query: "MultiDict[str, str]"):
        self._query = query

    def state(self) -> str:
        """Whose answer it claims to be. Raises AttemptUnknown, or AnswerRefused if told twice."""
        state = self._only("state")
        if state is None:
            raise AttemptUnknown("The answer carries no state.")
        return state

    def code(self, attempt: "Attempt") -> str:
        """The code, if the server that this attempt asked gives one.

        The issuer comes before everything else: an `error` from a stranger is not acted on either.
        Raises IssuerMismatch, ConsentDenied, or AnswerRefused (as ResourceRefused for
        `invalid_target`).
        """
        issuer = self._only("iss")
        if issuer != attempt.issuer and (issuer is not None or attempt.issuer_is_told):
            raise IssuerMismatch("The answer is not from the authorization server that was asked.")
        error, code = self._only("error"), self._only("code")
        if error == "access_denied":
            raise ConsentDenied(
                "Access was not allowed.",
                more=attempt.more,
                next_path=attempt.next,
                back=attempt.back,
            )
        if error is not None:
            meaning = refusal(error)
            raise meaning if isinstance(meaning, AnswerRefused) else AnswerRefused(str(meaning))
        if not code:
            raise AnswerRefused("The answer carries no code.")
        return code

    def _only(self, name: str) -> str | None:
        """A parameter's value; sent twice, it is nobody's word (RFC 6749 section 3.1)."""
        values = self._query.getlist(name)
        if len(values) > 1:
            raise AnswerRefused(f"The answer carries {name} more than once.")
        return values[0] if values else None
