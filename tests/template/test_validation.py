"""What AWS's own tools say about template.yaml, offline and for a real region.

The three see different things: `sam validate` runs the translator, `--lint` reads the template as it is written, and
only cfn-lint over the expanded template sees what SAM has generated and what Globals have become.
"""

import pytest

from tests.parts.sam import REGION, Expanded, Sam

pytestmark = pytest.mark.xdist_group("template")

IGNORED = {
    "ES1001": "A mapping of a queue has no OnFailure: the queue has a dead-letter queue, as test_expanded.py demands.",
    "W3005": "SAM writes dependencies of usage plans that their references imply.",
    "WS1000": "X-Ray costs for each trace, and API Gateway does not trace WebSocket APIs: the log line has the times.",
    "WS2002": "The same of the REST API: X-Ray costs for each trace.",
    "WS1004": "The rule does not find a log group that is named with Fn::Sub: test_expanded.py looks for each one.",
}


def test_the_translator_accepts_it(sam: Sam) -> None:
    # An environment that samconfig.toml does not have: the default one lints instead of translating.
    done = sam.run("sam", "validate", "--region", REGION, "--config-env", "none")
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_linter_accepts_it(sam: Sam) -> None:
    done = sam.run("sam", "validate", "--lint")
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_linter_accepts_what_it_expands_to(sam: Sam, expanded: Expanded) -> None:
    ignored = [argument for rule in IGNORED for argument in ("--ignore-checks", rule)]
    rules = ["--append-rules", "cfn_lint_serverless.rules"]
    done = sam.run("cfn-lint", "--regions", REGION, *rules, *ignored, "--template", expanded.path)
    assert done.returncode == 0, done.stdout + done.stderr
