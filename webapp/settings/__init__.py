"""The environment, read once into frozen settings; README.md says what each variable means."""

import os
from collections.abc import Mapping
from pathlib import Path

from dotenv import dotenv_values

from webapp.settings.reader import read
from webapp.settings.values import ServiceClient, Services, Settings, SettingsError
from webapp.settings.weaknesses import EVICTING_REDIS, WEAKNESSES, refusal

__all__ = [
    "EVICTING_REDIS",
    "WEAKNESSES",
    "ServiceClient",
    "Services",
    "Settings",
    "SettingsError",
    "environment",
    "from_env",
    "refusal",
]


def environment(file: Path = Path(".env")) -> Mapping[str, str]:
    """The process's environment, over the `.env` file of the working folder if there is one."""
    return {**{name: value for name, value in dotenv_values(file).items() if value}, **os.environ}


def from_env(env: Mapping[str, str] | None = None) -> Settings:
    """Read and check the settings.

    Raises SettingsError that names every missing or weak setting at once.
    """
    return read(environment() if env is None else env)
