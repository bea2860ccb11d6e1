"""Who may import whom. A module is known by the first part of its name: `handlers.ping` is of `handlers`."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.parts.template import TREE

SRC = TREE / "src"

ARROWS = {
    "handlers": {"doors", "manners", "chat", "frames", "identity", "journal", "metrics", "audit", "errors", "config"},
    "manners": {"doors", "chat", "frames", "journal", "metrics", "errors", "config"},
    "doors": {"chat", "frames", "identity", "journal", "metrics", "errors", "config"},
    "journal": {"metrics", "config"},
    "chat": {
        "models",
        "delivery",
        "outgoing",
        "inspection",
        "frames",
        "identity",
        "signin",
        "flow",
        "metrics",
        "audit",
        "errors",
        "config",
    },
    "models": {"flow", "metrics", "config", "errors"},
    "inspection": {"flow", "config", "errors"},
    "flow": set[str](),
    "delivery": {"metrics", "config", "errors"},
    "outgoing": {"config", "errors"},
    "identity": {"signin", "metrics", "config", "errors"},
    "metrics": set[str](),
    "signin": {"config", "errors"},
    "frames": {"errors"},
    "config": {"errors"},
    "errors": set[str](),
    "audit": set[str](),
}

# The SDKs' vocabulary stops at the rim: their names are known to these and to nobody else.
SDK = {
    "pynamodb": {"models"},
    "botocore": {"models", "delivery", "outgoing", "inspection"},
    "boto3": set[str](),
    "aws_lambda_powertools": {"journal", "audit", "doors", "manners", "handlers"},
}


def modules() -> Iterator[tuple[str, Path]]:
    for path in sorted(SRC.rglob("*.py")):
        yield path.relative_to(SRC).parts[0].removesuffix(".py"), path


def imported(path: Path) -> Iterator[str]:
    """The first part of the name of every module that a file imports, wherever in the file."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:  # a relative import stays in its own package
            yield (node.module or "").partition(".")[0]


MODULES = [pytest.param(part, path, id=str(path.relative_to(SRC))) for part, path in modules()]


@pytest.mark.parametrize(("part", "path"), MODULES)
def test_imports_follow_the_arrows(part: str, path: Path) -> None:
    assert part in ARROWS, f"{part} is new in src/: say in ARROWS what it may import"
    wrong = {name for name in imported(path) if name in ARROWS} - ARROWS[part] - {part}
    assert not wrong, f"{part} may import {sorted(ARROWS[part])}, and not {sorted(wrong)}"


@pytest.mark.parametrize(("part", "path"), MODULES)
def test_an_sdk_is_known_only_at_the_rim(part: str, path: Path) -> None:
    wrong = {name for name in imported(path) if part not in SDK.get(name, {part})}
    assert not wrong, f"{part} imports {sorted(wrong)}"


@pytest.mark.parametrize(("part", "path"), MODULES)
def test_only_config_reads_the_environment(part: str, path: Path) -> None:
    names = {node.attr for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Attribute)}
    assert part == "config" or not names & {"environ", "getenv", "environb"}


def test_the_gateway_knows_nothing_of_chat() -> None:
    for path in (TREE / "local" / "gateway").rglob("*.py"):
        assert not set(imported(path)) & {*ARROWS, "parley"}, f"{path} imports from src/ or client/"


def test_the_client_stands_alone() -> None:
    for path in (TREE / "client").rglob("*.py"):
        # Operators call AWS; who talks needs nothing of it.
        sdk = set() if path.parent.name == "admin" else {"boto3", "botocore"}
        assert not set(imported(path)) & {*ARROWS, "local", *sdk}, f"{path} imports more than websockets"
