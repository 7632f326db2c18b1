"""Who is at the browser: a page to sign in as one of the seeded people, without a password."""

import secrets
from urllib.parse import urlencode

from authlib.oauth2.rfc6749 import OAuth2Request
from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from sandbox.current import world
from sandbox.world import Person

COOKIE = "sandbox_person"

sign_in = Blueprint("sign_in", __name__)


def signed_in() -> Person | None:
    """The person signed in to the platform in this browser."""
    return world().sign_ins.get(request.cookies.get(COOKIE, ""))


def sign_in_wanted(asked: OAuth2Request) -> bool:
    """Whether the person is to sign in anew: the client asks for it (`prompt=login`), or they did
    on the consent page.
    """
    prompts = (asked.payload.data.get("prompt", ""), request.args.get("prompt", ""))
    return "login" in " ".join(prompts).split()


def with_request(endpoint: str, prompt: str | None = None) -> str:
    """An address on this origin that carries the authorization request, its prompt replaced."""
    asked = [(name, value) for name, value in request.args.items(multi=True) if name != "prompt"]
    prompts = [("prompt", prompt)] if prompt else []
    return f"{url_for(endpoint)}?{urlencode(asked + prompts)}"


def sign_in_page(problem: str | None = None) -> str:
    """The page with everybody who may sign in."""
    here = world()
    return render_template(
        "sign_in.html",
        people=[(person, here.accounts_of(person)) for person in here.people],
        problem=problem,
        action=with_request("sign_in.enter"),
    )


@sign_in.post("/sign-in")
def enter() -> Response | tuple[str, int]:
    """Remembers the person chosen and goes on with the authorization request."""
    here = world()
    person = here.person(request.form.get("person", ""))
    if person is None:
        return sign_in_page("Choose who you are."), 400
    key = secrets.token_urlsafe(24)
    here.sign_ins[key] = person
    here.pushed.answer_prompt(request.args.get("request_uri", ""))
    answer = redirect(with_request("consent.authorize"), 303)
    answer.set_cookie(COOKIE, key, httponly=True, samesite="Lax")
    return answer
