"""Finds a Caddy for the proxy in front of two dashboards, or installs Debian’s package of it."""

import os
import shutil
import subprocess
import sys

MISSING = """No Caddy was found, and none could be installed: what needs a proxy is skipped.
Put one on the PATH (Debian: apt-get install caddy; macOS: brew install caddy)."""


def find() -> str | None:
    """The path of a Caddy, or None."""
    return shutil.which("caddy")


def _install() -> None:
    if os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        silent = subprocess.DEVNULL
        update = ["apt-get", "update", "-qq"]
        subprocess.run(update, env=quiet, stdout=silent)
        command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "caddy"]
        subprocess.run(command, env=quiet, stdout=silent, stderr=silent)


def main() -> int:
    """Say which will be used; no failure where there is none."""
    if find() is None:
        _install()
    path = find()
    sys.stdout.write(f"Proxy for the tests: {path}\n" if path else MISSING + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
