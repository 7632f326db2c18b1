"""Flask as it is usually assembled: Flask-Session with its defaults, Authlib's Flask client for the
sign-in and the API, dicts in Jinja2, gunicorn with threads.
"""

import os
import unicodedata

import redis
from authlib.integrations.flask_client import OAuth
from flask import Flask, redirect, render_template, request, session, url_for
from flask_session import Session

UPSTREAM = os.environ["UPSTREAM_ORIGIN"]

app = Flask(__name__, static_folder=os.environ["STATIC"])
app.config.update(
    SECRET_KEY="a secret of the benchmark",
    SESSION_TYPE="redis",
    SESSION_REDIS=redis.from_url(os.environ["REDIS_URL"]),
    SESSION_KEY_PREFIX="usual:",
    SESSION_COOKIE_NAME="usual-session",
)
Session(app)
oauth = OAuth(app)
oauth.register(
    "profile",
    client_id="dashboard",
    client_secret="secret",
    server_metadata_url=f"{UPSTREAM}/.well-known/oauth-authorization-server",
    api_base_url=f"{UPSTREAM}/api/v4/",
    client_kwargs={"scope": "profiles:read account:read", "code_challenge_method": "S256"},
)


def ask(address):
    """One GET of the API, as the person signed in."""
    answer = oauth.profile.get(address, token=session["tokens"])
    answer.raise_for_status()
    return answer.json()


def name_of(person):
    parts = [person.get("firstName"), person.get("lastName")]
    return " ".join(filter(None, parts)) or person.get("email")


def fold(text):
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


@app.get("/sign-in")
def sign_in():
    return oauth.profile.authorize_redirect(url_for("callback", _external=True))


@app.get("/sign-in/callback")
def callback():
    session["tokens"] = dict(oauth.profile.authorize_access_token())
    session["account"] = ask("account")["data"]
    return redirect("/done")


@app.get("/done")
def done():
    return "signed in" if "tokens" in session else ("no", 401)


@app.get("/team")
def team():
    people = ask("profiles?limit=100&page=1")["profiles"]
    words = fold(request.args.get("q", "")).split()
    found = [dict(person, name=name_of(person)) for person in people]
    found = [p for p in found if all(w in fold(f"{p['name']} {p.get('email')}") for w in words)]
    found.sort(key=lambda person: fold(person["name"]))
    styles = sorted({(p.get("disc") or {}).get("style") or "" for p in people} - {""})
    template = "members.html" if request.headers.get("HX-Request") else "team.html"
    return render_template(
        template, rows=found[:50], found=len(found), all=len(people), styles=styles
    )


@app.get("/team/<profile_id>")
def person(profile_id):
    one = ask(f"profile/{profile_id}")["profile"]
    return render_template("person.html", one=one, name=name_of(one))


@app.get("/connected-apps")
def connected_apps():
    return render_template("apps.html", grants=ask("grants?limit=50&page=1")["grants"])
