"""Tokens against the artifact that `sam build` made, under the real Lambda runtime client."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.artifact.conftest import Start, event
from tests.parts.issuer import CLIENT, signer
from tests.parts.issuer import serving as serving_keys


def handshake(token: str) -> dict[str, Any]:
    """The authorizer's test event with a token in it."""
    told = event("authorize")
    told["headers"]["Authorization"] = f"Bearer {token}"
    told["multiValueHeaders"]["Authorization"] = [f"Bearer {token}"]
    return told


def effect(answer: Any) -> str:
    return str(answer["policyDocument"]["Statement"][0]["Effect"])


def test_tokens_of_an_issuer_open_the_door_and_its_keys_are_asked_for_once(start: Start) -> None:
    with serving_keys() as issuer:
        running = start("authorize", OIDC_ISSUER=issuer.url, OIDC_AUDIENCE=CLIENT)
        for alg in ("RS256", "ES256", "RS256"):
            answer = running.invoke(handshake(issuer.token(signer(alg))))
            assert (effect(answer), answer["context"]["user"]) == ("Allow", "oidc:u-1")
        assert effect(running.invoke(handshake(issuer.token(aud="another")))) == "Deny"
        assert issuer.asked == 1


def test_an_issuer_that_is_down_is_a_failure_and_no_refusal(start: Start) -> None:
    with serving_keys() as issuer:
        issuer.answer = lambda: (503, b"")
        running, token = start("authorize", OIDC_ISSUER=issuer.url, OIDC_AUDIENCE=CLIENT), issuer.token()
        assert running.invoke(handshake(token))["errorMessage"] == "Unavailable"
        log = running.log.read_text()
        assert "the issuer's keys cannot be had: HTTP 503" in log
        assert token.split(".")[1] not in log


CHECK = """
import json, sys
from signin import token
from signin.issuer import Issuer
url, client, *tokens = sys.argv[1:]
issuer = Issuer(url, frozenset({client}), url)
print(json.dumps([token.claims(one, issuer)["sub"] for one in tokens] + ["cryptography" in sys.modules]))
"""


def test_signatures_are_checked_by_what_the_layer_has_alone(built: Path) -> None:
    path = f"{built.parent / 'Authorize'}{os.pathsep}{built.parent / 'Dependencies' / 'python'}"
    with serving_keys() as issuer:
        tokens = [issuer.token(signer(alg)) for alg in ("RS256", "ES256")]
        # Without site-packages: what is not in the artifact cannot be loaded.
        command = [sys.executable, "-S", "-c", CHECK, issuer.url, CLIENT, *tokens]
        env = {"PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run(command, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == ["u-1", "u-1", False]
