"""What an operator takes as it lies here: image, compose file, unit and Kubernetes example."""

import configparser
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import yaml
from flask import Flask

from tests.support.readme import settings_named
from webapp.settings.secret_files import SECRETS

PINNED = re.compile(r"[\w./-]+:\d+\.\d+\.\d+(-[\w.-]+)?")
LONGEST_ANSWER = 30
"""Seconds that a server which was told to stop gives its workers (`webapp/server.py`)."""

PROFILES = {
    "demo": {"demo"},
    "production-like": {
        *("proxy", "dashboard-1", "dashboard-2", "valkey-1", "valkey-2"),
        *("sentinel-1", "sentinel-2", "sentinel-3"),
    },
}


@pytest.fixture(scope="module")
def services() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = yaml.safe_load(Path("docker-compose.yml").read_text())[
        "services"
    ]
    return found


@pytest.fixture(scope="module")
def unit() -> configparser.SectionProxy:
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment, method-assign]  # names keep their capitals
    parser.read("deploy/dashboard.service")
    return parser["Service"]


@pytest.fixture(scope="module")
def kubernetes() -> dict[str, Any]:
    documents = yaml.safe_load_all(Path("deploy/kubernetes.yaml").read_text())
    return {document["kind"]: document["spec"] for document in documents}


@pytest.fixture
def pod(kubernetes: dict[str, Any]) -> dict[str, Any]:
    spec: dict[str, Any] = kubernetes["Deployment"]["template"]["spec"]
    return spec


def instructions(name: str) -> Iterator[str]:
    text = Path("Dockerfile").read_text().replace("\\\n", "")
    return (line.partition(" ")[2] for line in text.splitlines() if line.startswith(f"{name} "))


def test_the_linter_finds_nothing_in_the_image() -> None:
    linter = Path(sys.executable).with_name("hadolint")

    said = subprocess.run([linter, "Dockerfile"], capture_output=True, text=True, timeout=30)

    assert (said.returncode, said.stdout, said.stderr) == (0, "", "")


def test_the_image_is_pinned_built_apart_and_run_by_nobody() -> None:
    stages = list(instructions("FROM"))

    assert len(stages) == 2
    assert all(PINNED.fullmatch(stage.partition(" AS ")[0]) for stage in stages)
    assert list(instructions("USER")) == ["65532:65532"]
    assert "/livez" in next(instructions("HEALTHCHECK"))
    assert all("--frozen" in run for run in instructions("RUN") if "uv sync" in run)


@pytest.mark.parametrize("profile", PROFILES)
def test_a_profile_of_the_compose_file_starts_what_it_says(
    services: dict[str, dict[str, Any]], profile: str
) -> None:
    assert {name for name, one in services.items() if one["profiles"] == [profile]} == PROFILES[
        profile
    ]


@pytest.mark.parametrize("name", sorted(set().union(*PROFILES.values())))
def test_a_service_writes_nowhere_may_little_and_comes_back(
    services: dict[str, dict[str, Any]], name: str
) -> None:
    service = services[name]

    assert service["read_only"]
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["restart"] == "unless-stopped"
    assert "build" in service or PINNED.fullmatch(service["image"])
    assert "build" in service or "healthcheck" in service, "our own image brings its own"


def test_valkey_is_reached_by_nobody_from_outside(services: dict[str, dict[str, Any]]) -> None:
    for name, service in services.items():
        if name.startswith(("valkey", "sentinel")):
            assert "ports" not in service
            assert service["networks"] == ["store"]


@pytest.fixture(scope="module")
def compose() -> list[str]:
    """Docker's own, or the one that Debian packages; neither needs an engine for this."""
    for command in (["docker", "compose"], ["docker-compose"]):
        with suppress(FileNotFoundError):
            if subprocess.run([*command, "version"], capture_output=True).returncode == 0:
                return command
    pytest.skip("no docker compose here")


@pytest.mark.parametrize("profile", PROFILES)
def test_docker_compose_takes_the_file(compose: list[str], profile: str, tmp_path: Path) -> None:
    (tmp_path / ".env").touch()
    for name in ("docker-compose.yml", "deploy"):
        (tmp_path / name).symlink_to(Path(name).resolve())

    command = [*compose, "--profile", profile, "config"]
    said = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60)

    assert said.returncode == 0, said.stderr
    assert PROFILES[profile] <= set(yaml.safe_load(said.stdout)["services"])


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
def test_systemd_takes_the_unit(tmp_path: Path) -> None:
    copy = tmp_path / "dashboard.service"
    text = Path("deploy/dashboard.service").read_text()
    copy.write_text(text.replace("/opt/dashboard/bin/webapp", "/bin/true"))

    command = ["systemd-analyze", "verify", str(copy)]
    said = subprocess.run(command, capture_output=True, text=True, timeout=60)

    assert [line for line in said.stderr.splitlines() if "dashboard.service" in line] == []


def test_the_unit_is_run_by_nobody_and_writes_nowhere(unit: configparser.SectionProxy) -> None:
    assert unit["DynamicUser"] == "yes"
    assert unit["ProtectSystem"] == "strict"
    assert unit["CapabilityBoundingSet"] == ""
    assert unit["KillMode"] == "mixed", "workers go on serving while it drains"


def test_the_pod_is_run_by_nobody_and_writes_nowhere(pod: dict[str, Any]) -> None:
    (container,) = pod["containers"]

    assert pod["securityContext"]["runAsNonRoot"]
    assert container["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    assert PINNED.fullmatch(container["image"])


def test_every_probe_asks_a_page_that_there_is(pod: dict[str, Any], app: Flask) -> None:
    (container,) = pod["containers"]
    probes = ("readinessProbe", "livenessProbe", "startupProbe")
    asked = {container[probe]["httpGet"]["path"] for probe in probes}
    asked |= {re.findall(r"health_uri (\S+)", Path("deploy/Caddyfile").read_text())[0]}

    assert {path: app.test_client().get(path).status_code for path in asked} == dict.fromkeys(
        asked, 200
    )


def test_whoever_ends_it_waits_until_all_is_answered(
    services: dict[str, dict[str, Any]], unit: configparser.SectionProxy, pod: dict[str, Any]
) -> None:
    (container,) = pod["containers"]
    drains = {each["name"]: each["value"] for each in container["env"]}
    unit_drain = unit_environment()["DRAIN_SECONDS"]
    patience = {
        "compose": (
            services["dashboard-1"]["stop_grace_period"],
            services["dashboard-1"]["environment"]["DRAIN_SECONDS"],
        ),
        "systemd": (unit["TimeoutStopSec"], unit_drain),
        "kubernetes": (pod["terminationGracePeriodSeconds"], drains["DRAIN_SECONDS"]),
    }

    for who, (waits, drain) in patience.items():
        assert int(str(waits).rstrip("s")) > int(drain) + LONGEST_ANSWER, who


def unit_environment() -> dict[str, str]:
    """What all of its lines together say, of which the parser keeps the last."""
    lines = Path("deploy/dashboard.service").read_text().splitlines()
    found = (line.removeprefix("Environment=") for line in lines if line.startswith("Environment="))
    pairs = (pair.partition("=") for line in found for pair in line.split())
    return {name: value for name, _, value in pairs}


def test_no_secret_is_put_into_the_environment(
    services: dict[str, dict[str, Any]], pod: dict[str, Any]
) -> None:
    """Each of the three names a file, and hands out that file."""
    (container,) = pod["containers"]
    handed = {each["name"]: each["value"] for each in container["env"]}
    loaded = re.findall(r"LoadCredential=(\w+):", Path("deploy/dashboard.service").read_text())
    composed = services["dashboard-1"]
    given = {
        "compose": (composed["environment"], "/run/secrets", composed["secrets"]),
        "systemd": (unit_environment(), "%d", loaded),
        "kubernetes": (handed, "/run/secrets/dashboard", SECRETS),
    }

    for who, (environment, folder, files) in given.items():
        named = {name for name in SECRETS if f"{name}_FILE" in environment}
        assert named >= {"PROFILE_CLIENT_SECRET", "SECRET_KEYS"}, who
        assert {environment[f"{name}_FILE"] for name in named} == {f"{folder}/{x}" for x in named}
        assert named <= set(files), who
        assert environment.get("REDIS_URL", "").count("@") == 0, who
        assert {"PROFILE_CLIENT_SECRET", "SECRET_KEYS"} & set(environment) == set(), who
    assert "secretRef" not in str(container["envFrom"])


def test_every_setting_that_is_given_there_is_one(
    services: dict[str, dict[str, Any]], pod: dict[str, Any]
) -> None:
    given = set(services["dashboard-1"]["environment"])
    given |= {each["name"] for each in pod["containers"][0]["env"]}
    given |= set(unit_environment())
    given -= {"PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE"}

    assert given <= settings_named()
