"""The five scopes, each with what it allows in plain words.

Source: Profile API documentation, authentication page, "Scopes".
"""

SCOPES = {
    "profiles:read": "read the names, contact details, results and debriefs of people",
    "profiles:write": "invite people, change their details and delete their profiles",
    "tags:manage": "see, create, change and delete tags, and choose who carries them",
    "account:read": "read the account's name, settings and assessments",
    "account:write": "change the account's settings and resource aliases",
}
