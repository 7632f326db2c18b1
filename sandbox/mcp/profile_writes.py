"""Tools that invite, change and delete people. All our assumption but the name `create_profile`.

Source: Profile API reference, section 8; what they take and refuse is that of REST.
"""

import msgspec

from sandbox.api.actions import made
from sandbox.api.profile_rules import Details, changes_of, reach_of, text_of
from sandbox.api.profiles import id_of, shown, writes
from sandbox.mcp.hints import DELETES, OVERWRITES, WRITES_TO_PEOPLE
from sandbox.mcp.profiles import PROFILE_ID
from sandbox.mcp.tools import Answer, Arguments, Schema, Tool, text
from sandbox.population.profiles import Profile

_SCOPE = "profiles:write"
_EMAIL: Schema = {"type": "string", "description": "An e-mail address."}
_PHONE: Schema = {"type": "string", "description": "A number as +447700900123."}
_KEY: Schema = {"type": "string", "description": "What your own system calls this person."}
_NULLABLE: Schema = {"type": ["string", "null"], "description": "null takes it away."}


def _create(arguments: Arguments) -> Answer:
    asked = _details(arguments)
    reach, custom_id = reach_of(asked), text_of("customId", asked.custom_id)
    profile = writes().invite(**reach, custom_id=custom_id)
    made(profile.id)
    return _told(profile)


def _update(arguments: Arguments) -> Answer:
    profile_id = id_of(text(arguments, "profileId"))
    return _told(writes().change(profile_id, **changes_of(_details(arguments))))


def _delete(arguments: Arguments) -> Answer:
    return _told(writes().delete(id_of(text(arguments, "profileId"))))


def _details(arguments: Arguments) -> Details:
    return msgspec.convert(dict(arguments), Details)


def _told(profile: Profile) -> Answer:
    told: Answer = msgspec.to_builtins(shown(profile))
    return told


TOOLS = (
    Tool(
        name="create_profile",
        title="Invite a person",
        description="Makes a pending profile and writes to a real person, by e-mail or else by "
        "SMS; each call sends one more message, to somebody invited already too.",
        scope=_SCOPE,
        action="profile.invite",
        hints=WRITES_TO_PEOPLE,
        takes={"email": _EMAIL, "phone": _PHONE, "customId": _KEY},
        run=_create,
    ),
    Tool(
        name="update_profile",
        title="Change a person's details",
        description="Overwrites a person's names, e-mail address or phone number; what is left "
        "out stays. Nobody is written to.",
        scope=_SCOPE,
        action="profile.change",
        hints=OVERWRITES,
        takes={
            "profileId": PROFILE_ID,
            **dict.fromkeys(("firstName", "lastName", "email", "phone"), _NULLABLE),
        },
        needs=("profileId",),
        about="profileId",
        run=_update,
    ),
    Tool(
        name="delete_profile",
        title="Delete a person's profile",
        description="Deletes a profile with all its results for the whole account, ends an invite "
        "that was not answered, and gives the profile as it was.",
        scope=_SCOPE,
        action="profile.delete",
        hints=DELETES,
        takes={"profileId": PROFILE_ID},
        needs=("profileId",),
        about="profileId",
        run=_delete,
    ),
)
