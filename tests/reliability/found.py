"""The tests that carry a number, read from the test files: nothing is imported and nothing runs."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.parts.template import TREE

NAMED = re.compile(r"test_(promise|fault)_(\d+)_")

Number = tuple[str, int]


@dataclass(frozen=True)
class Proof:
    """A test function, where it stands, and the numbers that it proves."""

    path: str
    name: str
    numbers: frozenset[Number]

    @property
    def id(self) -> str:
        """As pytest calls it, without what it is parametrized with."""
        return f"{self.path}::{self.name}"


@cache
def proofs(tests: Path = TREE / "tests") -> list[Proof]:
    """Every test with a number, in the order of files and lines."""
    found = [proof for path in sorted(tests.rglob("test_*.py")) for proof in _of(path, tests.parent)]
    return [proof for proof in found if proof.numbers]


def _of(path: Path, tree: Path) -> Iterator[Proof]:
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
            yield Proof(path.relative_to(tree).as_posix(), node.name, frozenset(_numbers(node)))


def _numbers(test: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[Number]:
    named = NAMED.match(test.name)
    if named:
        yield named[1], int(named[2])
    for mark in test.decorator_list:
        match mark:
            case ast.Call(ast.Attribute(attr="promise" | "fault" as kind), [ast.Constant(int(number))]):
                yield kind, number
