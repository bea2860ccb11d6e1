"""`make deploy`: what samconfig.toml says of an environment reaches the stack, and a gradual release has a name."""

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from local import release
from local.aws import client
from local.emulator import CREDENTIALS, REGION, Emulator
from local.places import Places
from local.ports import Ports
from local.sam import architecture, runtime
from tests.parts.template import TREE, load

CONFIG = tomllib.loads((TREE / "samconfig.toml").read_text())
NAME = "006743a9f1a1b2c3d4e5"


def test_production_is_gradual_and_has_a_name() -> None:
    told = release.parameters(CONFIG, "production", NAME, [])
    assert {"DeletionProtection=true", "Gradual=true", f"Release={NAME}"} == set(told)


def test_what_is_said_besides_holds() -> None:
    told = release.parameters(CONFIG, "production", NAME, ["Release=mine", "DeletionProtection=false"])
    assert {"DeletionProtection=false", "Gradual=true", "Release=mine"} == set(told)


def test_staging_lets_the_smoke_test_in() -> None:
    assert "GuestTokens=true" in release.parameters(CONFIG, "staging", NAME, [])


@pytest.mark.parametrize("environment", ["prod", "local", "version"])
def test_an_environment_that_is_not_there_is_a_sentence(environment: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        release.parameters(CONFIG, environment, NAME, [])
    assert "default, staging, production" in capsys.readouterr().err


@pytest.mark.parametrize("environment", [one for one in CONFIG if one != "version"])
def test_every_environment_tells_parameters_that_there_are(environment: str) -> None:
    told = CONFIG[environment]["deploy"]["parameters"].get("parameter_overrides", "").split()
    known = load()["Parameters"]
    for name, _, value in (one.partition("=") for one in told):
        assert value in map(str, known[name].get("AllowedValues", [value]))


def test_every_deployment_has_a_name_of_its_own() -> None:
    first, second = release.name("a1b2c3d4e5f6", 1790000000), release.name("a1b2c3d4e5f6", 1790000001)
    assert first[:10] != second[:10] and first.endswith("a1b2c3d4e5")
    assert re.fullmatch(load()["Parameters"]["Release"]["AllowedPattern"], first)


@pytest.fixture
def aws(tmp_path: Path) -> Iterator[str]:
    """The laptop's AWS with nothing on it."""
    emulator = Emulator(Places(TREE, tmp_path), Ports.free().aws)
    Places(TREE, tmp_path).logs.mkdir()
    child = emulator.start()
    yield emulator.url
    child.stop()


def test_an_environment_is_deployed_as_it_says(built: Path, aws: str) -> None:
    settings = {**CREDENTIALS, "AWS_DEFAULT_REGION": REGION, "AWS_ENDPOINT_URL": aws, "SAM_CLI_TELEMETRY": "0"}
    here = (f"Runtime={runtime(Places(TREE))}", f"Architecture={architecture()}")
    command = [sys.executable, "-m", "local.release", "staging", *here, "--built", str(built)]

    def deployed(how: str) -> str:
        done = subprocess.run([*command, how], cwd=TREE, env=os.environ | settings, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    assert "AWS::DynamoDB::Table" in deployed("--dry")
    assert not client("dynamodb", aws).list_tables()["TableNames"]
    deployed("--yes")
    (stack,) = client("cloudformation", aws).describe_stacks(StackName="parley-staging")["Stacks"]
    told = {one["ParameterKey"]: one["ParameterValue"] for one in stack["Parameters"]}
    assert (told["GuestTokens"], told["RetentionDays"], told["Runtime"]) == ("true", "7", here[0].partition("=")[2])
