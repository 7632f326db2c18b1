"""Who is measured: how each is started, and how somebody signs in to it."""

import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent
PEER, USUAL = HERE / "node", HERE / "usual"
STATIC = HERE.parent / "static"


@dataclass(frozen=True)
class Contender:
    """`command` and `env` start it at `port`; `begin` is the method and path that begin a sign-in
    ("" where nobody signs in), `session` the cookie that it leaves. `static` is where app.css lies.
    """

    name: str
    port: int
    command: tuple[str, ...]
    env: Mapping[str, str]
    begin: tuple[str, str] = ("", "")
    session: str = ""
    static: str = "/static/app.css"
    folder: Path = field(default=HERE.parent)

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> subprocess.Popen[bytes]:
        """All of its processes, in a group of their own."""
        return subprocess.Popen(
            self.command,
            cwd=self.folder,
            env={**os.environ, **self.env},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )


def dashboard(port: int, upstream: str, redis_url: str) -> Contender:
    """This dashboard as `webapp serve` serves it, with everything on."""
    env = {
        "PROFILE_API_URL": upstream,
        "PROFILE_CLIENT_ID": "dashboard",
        "PROFILE_CLIENT_SECRET": "secret",
        "PROFILE_SCOPES": "profiles:read account:read",
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "REDIS_URL": redis_url,
        "SECRET_KEYS": secrets.token_hex(32),
        "BIND": f"127.0.0.1:{port}",
        "SIGN_INS_PER_MINUTE": "999999",
    }
    command = (sys.executable, "-m", "webapp", "serve")
    return Contender("dashboard", port, command, env, ("POST", "/sign-in"), "dashboard-session")


def node(port: int, upstream: str, redis_url: str) -> Contender | None:
    """The peer in Node; None where Node, npm or the registry is missing."""
    binary, npm = shutil.which("node"), shutil.which("npm")
    if binary is None or npm is None or not _ran([npm, "ci", "--ignore-scripts"], PEER):
        return None
    env = {**_common(port, upstream, redis_url), "NODE_ENV": "production"}
    return Contender(
        "node", port, (binary, "server.mjs"), env, ("GET", "/sign-in"), "node-session", folder=PEER
    )


def usual(port: int, upstream: str, redis_url: str) -> Contender | None:
    """Flask as usually assembled, in an environment of its own; None where that cannot be had."""
    python, uv = USUAL / ".venv/bin/python", str(Path(sys.executable).with_name("uv"))
    made = [[uv, "venv", "--quiet", "--allow-existing", "--python", sys.executable, ".venv"]]
    made += [[uv, "pip", "sync", "--quiet", "--python", str(python), "requirements.txt"]]
    if not all(_ran(command, USUAL) for command in made):
        return None
    cores = str(os.cpu_count() or 1)
    command = [str(python), "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "--workers", cores]
    command += ["--worker-class", "gthread", "--threads", "8", "app:app"]
    env = _common(port, upstream, redis_url)
    return Contender(
        "usual", port, tuple(command), env, ("GET", "/sign-in"), "usual-session", folder=USUAL
    )


def limit(name: str, port: int, upstream: str) -> Contender:
    """Granian with one of the functions of `limits`."""
    granian = str(Path(sys.executable).with_name("granian"))
    command = [granian, "--interface", "wsgi", "--port", str(port), "--workers"]
    command += [str(os.cpu_count() or 1), "--blocking-threads", "4", f"benchmarks.limits:{name}"]
    return Contender(name, port, tuple(command), {"UPSTREAM_ORIGIN": upstream})


def _common(port: int, upstream: str, redis_url: str) -> dict[str, str]:
    return {
        "PORT": str(port),
        "UPSTREAM_ORIGIN": upstream,
        "REDIS_URL": redis_url,
        "STATIC": str(STATIC),
    }


def _ran(command: list[str], folder: Path) -> bool:
    ran = subprocess.run(command, cwd=folder, capture_output=True, timeout=180, check=False)
    return ran.returncode == 0
