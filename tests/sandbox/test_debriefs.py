"""Debriefs: written from the scores, the first one kept, and read where there is such a call."""

import pytest
import requests

from sandbox.debriefs import Ways
from sandbox.population.edges import EDGES
from sandbox.population.paragraphs import paragraph
from sandbox.population.profiles import Profile
from sandbox.server import Running
from tests.sandbox.visitor import SECOND, Visitor, error

UNKNOWN = "6600000000000000000000ff"
ADDRESS = "/api/v4/playbook/ai/debrief/"


def people(sandbox: Running) -> list[Profile]:
    return sandbox.world.accounts[0].profiles.page(1, 60)


def unwritten(sandbox: Running) -> Profile:
    read = sandbox.world.debriefs.read
    return next(p for p in people(sandbox) if p.disc and not read(p))


def write(visitor: Visitor, token: str, profile_id: str) -> requests.Response:
    headers = {"Authorization": f"Bearer {token}"}
    return visitor.http.post(f"{visitor.sandbox.api_url}{ADDRESS}{profile_id}", headers=headers)


def test_it_is_written_flat_beside_the_envelope_and_kept(visitor: Visitor, token: str) -> None:
    person = unwritten(visitor.sandbox)
    assert visitor.get(f"{ADDRESS}{person.id}", token).status_code == 404

    said = write(visitor, token, person.id).json()

    assert said.keys() == {"code", "status", "id", "content", "ratings"}
    assert (said["code"], said["status"], said["ratings"]) == (200, "success", [])
    assert said["content"] == paragraph(person)
    assert write(visitor, token, person.id).json() == said
    assert visitor.get(f"{ADDRESS}{person.id}", token).json() == said


def test_some_have_one_from_before_that_was_rated(visitor: Visitor, token: str) -> None:
    known = [d for p in people(visitor.sandbox) if (d := visitor.sandbox.world.debriefs.read(p))]

    assert 5 < len(known) < 30
    ratings = [rating for debrief in known for rating in debrief.ratings]
    assert {rating.rating for rating in ratings} == {1, -1}
    assert any(rating.comments for rating in ratings)


def test_a_pending_profile_has_nothing_to_write_of(visitor: Visitor, token: str) -> None:
    pending = next(p for p in people(visitor.sandbox) if p.is_pending)

    assert error(write(visitor, token, pending.id))[0] == 409
    assert visitor.get(f"{ADDRESS}{pending.id}", token).status_code == 404


@pytest.mark.parametrize(("profile_id", "status"), [(UNKNOWN, 404), ("x", 400), ("g" * 24, 400)])
def test_an_unknown_id_is_not_found_and_no_id_a_bad_request(
    visitor: Visitor, token: str, profile_id: str, status: int
) -> None:
    assert error(write(visitor, token, profile_id))[0] == status
    assert error(visitor.get(f"{ADDRESS}{profile_id}", token))[0] == status


def test_another_accounts_people_are_not_found(visitor: Visitor) -> None:
    person = unwritten(visitor.sandbox)
    elsewhere = visitor.tokens(account=SECOND)["access_token"]

    assert write(visitor, elsewhere, person.id).status_code == 404


def test_it_needs_the_scope_for_profiles(visitor: Visitor) -> None:
    without = visitor.tokens(granted="account:read")["access_token"]

    answer = write(visitor, without, unwritten(visitor.sandbox).id)

    assert answer.status_code == 403
    assert 'scope="profiles:read"' in answer.headers["WWW-Authenticate"]


def test_the_reading_call_can_be_switched_off(
    visitor: Visitor, token: str, http: requests.Session
) -> None:
    address = f"{visitor.sandbox.api_url}/sandbox/debriefs"
    said = http.post(address, json={"can_be_read": False}).json()
    assert said == {"seconds": 0.0, "can_be_read": False}

    answer = visitor.get(f"{ADDRESS}{unwritten(visitor.sandbox).id}", token)

    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert http.post(address, json={"seconds": -1}).status_code == 400


def test_reset_forgets_what_was_written_and_how(visitor: Visitor, token: str) -> None:
    person, world = unwritten(visitor.sandbox), visitor.sandbox.world
    write(visitor, token, person.id)
    world.debriefs.ways = Ways(seconds=9, can_be_read=False)

    world.reset()

    assert world.debriefs.read(person) is None
    assert world.debriefs.ways == Ways()


def test_the_words_are_one_paragraph_of_the_results_that_there_are(sandbox: Running) -> None:
    whole = next(p for p in people(sandbox) if p.disc and p.focus and p.core and p.first_name)
    for profile in (whole, *(edge(whole) for edge in EDGES)):
        text = paragraph(profile)
        assert text.endswith(".\n")
        assert text.count("\n") == 1
        assert (profile.first_name or "") in text
    pending = next(p for p in people(sandbox) if p.is_pending)
    assert pending.email in paragraph(pending)
