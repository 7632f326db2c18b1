"""For which API a token is asked: this one, by its origin or by its MCP endpoint, each as it is in
its protected-resource metadata. A token is good for both, whichever was named.

Source: RFC 8707, section 2. Our assumption, as is whether the server takes the parameter at all.
"""

from authlib.oauth2 import OAuth2Error

from sandbox.authorization.grants import CodeGrant, RotatingRefresh
from sandbox.current import origins, world


class ResourceIndicators:
    """Refuses every `resource` but those of the API, and them too where none is taken.

    It is looked at before a code or a refresh token is spent.
    """

    def __call__(self, grant: CodeGrant | RotatingRefresh) -> None:
        grant.register_hook("after_validate_authorization_request_payload", self.check)
        grant.register_hook("before_create_token_response", self.check)

    def check(self, grant: CodeGrant | RotatingRefresh, _result: None = None) -> None:
        taken = {origins().api, origins().mcp} if world().extensions.resource else set()
        if not set(grant.request.payload.datalist.get("resource", [])) <= taken:
            raise OAuth2Error("The resource is not one to get tokens for.", error="invalid_target")
