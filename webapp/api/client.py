"""The object that pages hold: one attribute per noun of the platform."""

from webapp.api.account import AccountApi
from webapp.api.aliases import AliasesApi
from webapp.api.assessments import AssessmentsApi
from webapp.api.debriefs import DebriefsApi
from webapp.api.invites import InvitesApi
from webapp.api.logo import LogoApi
from webapp.api.profiles import ProfilesApi
from webapp.api.tags import TagsApi
from webapp.api.transport import Transport


class PlatformApi:
    """The platform's REST API v4, as the one person whose tokens the transport has."""

    def __init__(self, transport: Transport) -> None:
        self.profiles = ProfilesApi(transport)
        self.debriefs = DebriefsApi(transport)
        self.tags = TagsApi(transport)
        self.account = AccountApi(transport)
        self.logo = LogoApi(transport)
        self.assessments = AssessmentsApi(transport)
        self.aliases = AliasesApi(transport)
        self.invites = InvitesApi(transport)
