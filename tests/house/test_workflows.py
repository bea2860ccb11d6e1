"""The workflows: what they run is there, they hold no keys, and what they trust is narrow."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.parts.sam import REGION, Sam
from tests.parts.template import TREE, load

WORKFLOWS = sorted((TREE / ".github" / "workflows").glob("*.yml"))
TRUST = TREE / "docs" / "deploying" / "github.yaml"
MODULE = re.compile(r"python -m ([\w.]+)")
TARGET = re.compile(r"\bmake ([a-z]+)")


def read(path: Path) -> dict[str, Any]:
    """A workflow as data; YAML 1.1 takes the word `on` for true."""
    loaded: dict[Any, Any] = yaml.safe_load(path.read_text())
    return {"on" if key is True else key: value for key, value in loaded.items()}


def steps(workflow: dict[str, Any]) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job.get("steps", [])]


@pytest.fixture(params=WORKFLOWS, ids=lambda path: path.stem)
def workflow(request: pytest.FixtureRequest) -> dict[str, Any]:
    """Each of them."""
    return read(request.param)


def test_what_they_run_is_there(workflow: dict[str, Any]) -> None:
    makefile = (TREE / "Makefile").read_text()
    for said in (step.get("run", "") for step in steps(workflow)):
        for module in MODULE.findall(said):
            path = TREE / module.replace(".", "/")
            assert path.with_suffix(".py").exists() or (path / "__main__.py").exists(), module
        for target in TARGET.findall(said):
            assert f"\n{target}: " in makefile, target
    for job in workflow["jobs"].values():
        if "uses" in job:
            assert (TREE / job["uses"]).exists(), job["uses"]


def test_they_hold_no_keys_of_aws(workflow: dict[str, Any]) -> None:
    written = str(workflow)
    assert "access-key" not in written and "ACCESS_KEY" not in written


def test_they_may_read_and_no_more_unless_a_job_says_so(workflow: dict[str, Any]) -> None:
    assert workflow["permissions"] == {"contents": "read"}
    for job in workflow["jobs"].values():
        assert set(job.get("permissions", {})) <= {"contents", "id-token"}
        assert "uses" in job or job["timeout-minutes"] <= 60


def test_nothing_that_strangers_write_reaches_a_shell(workflow: dict[str, Any]) -> None:
    for said in (step.get("run", "") for step in steps(workflow)):
        assert "${{" not in said, said


def test_an_action_of_others_is_pinned_to_a_commit(workflow: dict[str, Any]) -> None:
    for action in (step["uses"] for step in steps(workflow) if "uses" in step):
        assert action.startswith("actions/") or re.search(r"@[0-9a-f]{40}$", action), action


def test_production_waits_for_staging_and_staging_for_the_tests() -> None:
    jobs = read(TREE / ".github" / "workflows" / "deploy.yml")["jobs"]
    assert (jobs["production"]["needs"], jobs["staging"]["needs"], jobs["build"]["needs"]) == (
        "staging",
        "build",
        "test",
    )
    names = [jobs[name]["with"]["environment"] for name in ("staging", "production")]
    assert names == ["staging", "production"]


def test_an_environment_is_smoked_after_it_is_deployed() -> None:
    (job,) = read(TREE / ".github" / "workflows" / "environment.yml")["jobs"].values()
    said = [step.get("run", "") for step in job["steps"]]
    deployed = next(number for number, one in enumerate(said) if "local.release" in one)
    assert "make smoke" in "".join(said[deployed + 1 :])


def test_aws_trusts_one_environment_of_one_repository() -> None:
    (statement,) = load(TRUST)["Resources"]["Workflow"]["Properties"]["AssumeRolePolicyDocument"]["Statement"]
    claims = statement["Condition"]["StringEquals"]
    prefix = "token.actions.githubusercontent.com"
    assert claims[f"{prefix}:aud"] == "sts.amazonaws.com"
    assert claims[f"{prefix}:sub"] == {"Fn::Sub": "repo:${Repository}:environment:${Environment}"}


def test_the_linter_accepts_the_trust(sam: Sam) -> None:
    done = sam.run("cfn-lint", "--regions", REGION, "--template", TRUST)
    assert done.returncode == 0, done.stdout + done.stderr
