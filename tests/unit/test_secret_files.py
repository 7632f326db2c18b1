"""Secrets may lie in files, so that none need stand in the environment."""

from pathlib import Path

import pytest

from tests.unit.test_service_settings import ALL
from tests.unit.test_settings import GOOD, KEY, OTHER_KEY, read, refusal
from webapp.settings import SettingsError, from_env
from webapp.settings.secret_files import SECRETS

WHOLE = {**GOOD, **ALL}


def in_files(folder: Path) -> dict[str, str]:
    """All settings, each secret in a file of its own, as editors end them."""
    env = {name: value for name, value in WHOLE.items() if name not in SECRETS}
    for name in SECRETS:
        (folder / name).write_text(WHOLE[name] + "\n")
        env[f"{name}_FILE"] = str(folder / name)
    return env


def test_every_secret_may_lie_in_a_file(tmp_path: Path) -> None:
    assert from_env(in_files(tmp_path)) == from_env(WHOLE)


def test_every_setting_that_no_repr_shows_may_lie_in_a_file() -> None:
    """Whatever is secret enough to be left out of `repr` is one of these."""
    shown = repr(from_env(WHOLE))

    hidden = {name for name, value in WHOLE.items() if value not in shown}
    assert hidden == set(SECRETS)


def test_several_keys_lie_in_one_file(tmp_path: Path) -> None:
    (tmp_path / "keys").write_text(f"{KEY},\n{OTHER_KEY}\n")

    settings = read(SECRET_KEYS=None, SECRET_KEYS_FILE=str(tmp_path / "keys"))

    assert settings.secret_keys == (KEY.encode(), OTHER_KEY.encode())


def test_a_weak_key_is_refused_in_a_file_as_anywhere(tmp_path: Path) -> None:
    (tmp_path / "keys").write_text("short")

    assert "under 32 bytes" in refusal(SECRET_KEYS="", SECRET_KEYS_FILE=str(tmp_path / "keys"))


@pytest.mark.parametrize("name", SECRETS)
def test_a_secret_that_is_given_twice_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("canary")

    with pytest.raises(SettingsError, match=f"where {name} is set, too"):
        from_env({**WHOLE, f"{name}_FILE": str(tmp_path / "secret")})


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "cannot be read (No such file or directory)"),
        (b" \n", "is empty"),
        (b"\xff\xfecanary", "holds what is no text"),
        (b"canary" * 20_000, "is too large"),
    ],
    ids=["missing", "empty", "no text", "large"],
)
@pytest.mark.parametrize("name", SECRETS)
def test_a_file_that_cannot_be_used_is_named_once_and_its_content_never(
    name: str, content: bytes | None, said: str, tmp_path: Path
) -> None:
    path = tmp_path / "secret"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(SettingsError) as refused:
        from_env({**WHOLE, name: "", f"{name}_FILE": str(path)})

    (line,) = str(refused.value).splitlines()
    assert line.startswith(f"- {name}_FILE names a file that {said}")
    assert "canary" not in line


@pytest.mark.parametrize("secret", [KEY, GOOD["REDIS_URL"]])
def test_a_secret_that_was_set_in_the_place_of_its_file_is_not_said(secret: str) -> None:
    said = refusal(SECRET_KEYS="", SECRET_KEYS_FILE=secret)

    assert "SECRET_KEYS_FILE names a file that cannot be read" in said
    assert "canary" not in said


@pytest.mark.parametrize("path", ["/", "a\0b", "/proc/self/mem"])
def test_what_is_no_file_is_refused_and_not_stumbled_over(path: str) -> None:
    assert "that cannot be read (" in refusal(SECRET_KEYS="", SECRET_KEYS_FILE=path)
