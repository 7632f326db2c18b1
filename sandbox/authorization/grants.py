"""The two ways to tokens, PKCE, and revocation: Authlib's classes over the ledger."""

import secrets

from authlib.oauth2.rfc6749 import InvalidRequestError, OAuth2Request
from authlib.oauth2.rfc6749.grants import AuthorizationCodeGrant, RefreshTokenGrant
from authlib.oauth2.rfc7009 import RevocationEndpoint
from authlib.oauth2.rfc7636 import CodeChallenge

from sandbox.authorization.clients import CLIENT_AUTHENTICATION, Client
from sandbox.authorization.records import Code, Grant, RefreshToken, Token
from sandbox.current import world


class CodeGrant(AuthorizationCodeGrant):  # type: ignore[misc] # Authlib carries no types
    """Authorization code. Source: RFC 6749, section 4.1."""

    TOKEN_ENDPOINT_AUTH_METHODS = CLIENT_AUTHENTICATION

    @staticmethod
    def validate_authorization_redirect_uri(request: OAuth2Request, client: Client) -> str:
        """The request's redirect URI; unlike Authlib's own check, never quotes a foreign one."""
        redirect_uri: str | None = request.payload.redirect_uri
        if redirect_uri is None or not client.check_redirect_uri(redirect_uri):
            raise InvalidRequestError("The redirect URI is not one of those registered.")
        return redirect_uri

    def generate_authorization_code(self) -> str:
        return f"sbxac_{secrets.token_urlsafe(32)}"

    def save_authorization_code(self, code: str, request: OAuth2Request) -> None:
        payload = request.payload
        challenge = payload.data["code_challenge"]
        world().ledger.allow(code, request.client, request.user, payload.redirect_uri, challenge)

    def query_authorization_code(self, code: str, client: Client) -> Code | None:
        return world().ledger.code(code, client)

    def delete_authorization_code(self, authorization_code: Code) -> None:
        authorization_code.spent = True

    def authenticate_user(self, authorization_code: Code) -> Grant:
        return authorization_code.grant


class RequiredS256(CodeChallenge):  # type: ignore[misc] # Authlib carries no types
    """PKCE for every client, confidential ones too. Source: OAuth 2.1 draft, 4.1.1; RFC 7636."""

    SUPPORTED_CODE_CHALLENGE_METHOD = ("S256",)

    def validate_code_challenge(self, grant: CodeGrant, redirect_uri: str) -> None:
        asked = grant.request.payload.data
        if not asked.get("code_challenge") or asked.get("code_challenge_method") != "S256":
            raise InvalidRequestError("PKCE is required: code_challenge_method=S256.")
        super().validate_code_challenge(grant, redirect_uri)


class RotatingRefresh(RefreshTokenGrant):  # type: ignore[misc] # Authlib carries no types
    """A refresh token is good for one use. Source: RFC 6749, section 6; RFC 9700, 4.14.2."""

    TOKEN_ENDPOINT_AUTH_METHODS = CLIENT_AUTHENTICATION
    INCLUDE_NEW_REFRESH_TOKEN = True

    def authenticate_refresh_token(self, refresh_token: str) -> RefreshToken | None:
        return world().ledger.refresh_token(refresh_token, self.request.client)

    def authenticate_user(self, refresh_token: RefreshToken) -> Grant:
        return refresh_token.grant

    def revoke_old_credential(self, refresh_token: RefreshToken) -> None:
        refresh_token.spent = True


class Revocation(RevocationEndpoint):  # type: ignore[misc] # Authlib carries no types
    """Either kind of token ends the whole grant. Source: RFC 7009, section 2."""

    CLIENT_AUTH_METHODS = CLIENT_AUTHENTICATION

    def query_token(self, token_string: str, _token_type_hint: str | None) -> Token | None:
        return world().ledger.token(token_string)

    def revoke_token(self, token: Token, _request: OAuth2Request) -> None:
        world().ledger.revoke(token.grant)
