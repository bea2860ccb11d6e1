"""Finding a stack by its name: what CloudFormation tells is what the smoke test needs."""

from pathlib import Path

import pytest

from local.emulator import CREDENTIALS, REGION
from local.places import Places
from local.sam import STACK
from local.stack import Stack
from smoke.find import NotFound, deployed, here


@pytest.fixture
def aws(stack: Stack, monkeypatch: pytest.MonkeyPatch) -> None:
    """The user's own AWS settings, which lead to the emulator here."""
    for name, value in {**CREDENTIALS, "AWS_DEFAULT_REGION": REGION, "AWS_ENDPOINT_URL": stack.endpoints.aws}.items():
        monkeypatch.setenv(name, value)


def test_a_deployed_stack_tells_where_it_is_and_whom_it_lets_in(stack: Stack, aws: None) -> None:
    found = deployed(STACK)
    assert found.websocket.startswith(f"wss://{stack.deployment.api}.execute-api.{REGION}.")
    assert found.websocket.endswith("/live")
    assert found.http and found.http.startswith(f"https://{stack.deployment.http}.execute-api.")
    assert (found.names, found.passes) == (True, True)


def test_a_stack_that_is_not_there_is_a_sentence(aws: None) -> None:
    with pytest.raises(NotFound, match="parley-nowhere cannot be looked up: .* AWS_PROFILE and AWS_REGION"):
        deployed("parley-nowhere")


def test_what_runs_here_is_found_by_its_file(stack: Stack) -> None:
    assert here(stack.places).websocket == stack.endpoints.websocket


def test_nothing_runs_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="make run"):
        here(Places(home=tmp_path))
