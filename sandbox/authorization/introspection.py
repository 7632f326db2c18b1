"""What a token is good for, told to the client that it was issued to.

Source: RFC 7662. Our assumption: the platform documents no way to learn who the person is.
"""

from authlib.oauth2.rfc6749 import OAuth2Request
from authlib.oauth2.rfc7662 import IntrospectionEndpoint

from sandbox.authorization.clients import WITH_SECRET, Client
from sandbox.authorization.records import AccessToken, Token
from sandbox.current import origins, world


class Introspection(IntrospectionEndpoint):  # type: ignore[misc] # Authlib carries no types
    """Says `{"active": false}` alike of a dead, an unknown and another client's token."""

    CLIENT_AUTH_METHODS = WITH_SECRET

    def query_token(self, token_string: str, _token_type_hint: str | None) -> Token | None:
        return world().ledger.token(token_string)

    def check_permission(self, token: Token, client: Client, _request: OAuth2Request) -> bool:
        return token.check_client(client)

    def introspect_token(self, token: Token) -> dict[str, object]:
        told: dict[str, object] = {
            "sub": token.grant.person_id,
            "client_id": token.grant.client_id,
            "scope": token.get_scope(),
            "iat": int(token.issued_at),
            "aud": origins().api,
        }
        if isinstance(token, AccessToken):
            told |= {"token_type": "Bearer", "exp": int(token.expires_at)}
        return told
