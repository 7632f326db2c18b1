"""How the answer comes back: in the query of the redirect URI, and in no other way.

Source: OAuth 2.0 Multiple Response Type Encoding Practices, section 2.1.
"""

from authlib.oauth2.rfc6749 import InvalidRequestError

from sandbox.authorization.grants import CodeGrant

RESPONSE_MODES = ["query"]


class QueryMode:
    """Refuses every `response_mode` but `query`, which is also meant where none is named."""

    def __call__(self, grant: CodeGrant) -> None:
        grant.register_hook("after_validate_authorization_request_payload", self.check)

    def check(self, grant: CodeGrant, _result: None) -> None:
        if not set(grant.request.payload.datalist.get("response_mode", [])) <= set(RESPONSE_MODES):
            raise InvalidRequestError("The response_mode is not supported: only query is.")
