"""The login that the wicked provider has while no test spoils it."""

from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

from tests.support.wicked_answers import Answer, Call

TOKENS = {
    "access_token": "canary-access",
    "refresh_token": "canary-refresh",
    "token_type": "Bearer",
    "expires_in": 3600,
}
RESOURCE = "/.well-known/oauth-protected-resource"
SERVER = "/.well-known/oauth-authorization-server"


class HonestLogin:
    """Authorization requests, pushed or not, codes that serve once, and tokens."""

    def __init__(self, origin: str):
        self.origin = origin
        self.takes_resource = True
        self._pushed: dict[str, dict[str, str]] = {}
        self._challenges: dict[str, str] = {}

    def does(self) -> dict[str, Any]:
        """What each address answers."""
        return {
            RESOURCE: {"resource": self.origin, "authorization_servers": [self.origin]},
            SERVER: self.metadata(),
            "/authorize": self.authorize,
            "/par": self.push,
            "/token": self.token,
            "/introspect": {"active": True, "sub": "person-1"},
            "/revoke": Answer(),
        }

    def metadata(self) -> dict[str, Any]:
        """RFC 8414, without pushed requests: a test adds them where it wants them."""
        return {
            "issuer": self.origin,
            "authorization_endpoint": f"{self.origin}/authorize",
            "token_endpoint": f"{self.origin}/token",
            "revocation_endpoint": f"{self.origin}/revoke",
            "introspection_endpoint": f"{self.origin}/introspect",
            "code_challenge_methods_supported": ["S256"],
            "authorization_response_iss_parameter_supported": True,
            "something_new": {"of": "no concern"},
        }

    def push(self, call: Call) -> Answer:
        """RFC 9126."""
        if self._refuses(call.fields):
            return Answer(400, {"error": "invalid_target"})
        name = f"urn:request:{len(self._pushed)}"
        self._pushed[name] = call.fields
        return Answer(201, {"request_uri": name, "expires_in": 60})

    def authorize(self, call: Call) -> Answer:
        """The person allows everything at once."""
        asked = self._pushed.pop(call.fields.get("request_uri", ""), call.fields)
        back = {"state": asked["state"], "iss": self.origin}
        if self._refuses(asked):
            back["error"] = "invalid_target"
        else:
            back["code"] = f"canary-code-{len(self._challenges)}"
            self._challenges[back["code"]] = asked["code_challenge"]
        return Answer(302, headers={"Location": f"{asked['redirect_uri']}?{urlencode(back)}"})

    def token(self, call: Call) -> Answer:
        """A code serves once, and only with its verifier; a refresh token always."""
        if self._refuses(call.fields):
            return Answer(400, {"error": "invalid_target"})
        if call.fields["grant_type"] == "authorization_code":
            digest = sha256(call.fields["code_verifier"].encode()).digest()
            challenge = urlsafe_b64encode(digest).rstrip(b"=").decode()
            if self._challenges.pop(call.fields["code"], None) != challenge:
                return Answer(400, {"error": "invalid_grant"})
        return Answer(body=TOKENS)

    def _refuses(self, fields: dict[str, str]) -> bool:
        return "resource" in fields and not self.takes_resource
