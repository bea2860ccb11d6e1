"""The processes of a benchmark: each is a module here that is talked to through its standard streams."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import trustme

TREE = Path(__file__).resolve().parent.parent
Child = subprocess.Popen[str]


@contextmanager
def process(*words: str, python: str = sys.executable, env: Mapping[str, str] | None = None) -> Iterator[Child]:
    """A process that ends with its standard input."""
    child = subprocess.Popen(
        [python, "-m", *words], cwd=TREE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=env
    )
    with child:
        yield child
        end(child)
        child.wait(30)


def end(child: Child) -> None:
    """Says to a process that this was all."""
    assert child.stdin is not None
    child.stdin.close()


def tell(child: Child, line: str) -> None:
    """One line for a process."""
    assert child.stdin is not None
    child.stdin.write(line + "\n")
    child.stdin.flush()


def line_of(child: Child) -> str:
    """The next line of a process."""
    assert child.stdout is not None
    line = child.stdout.readline()
    if not line:
        raise SystemExit("A process of the benchmark has ended early; its complaint stands above.")
    return line


def ask(child: Child, line: str) -> Any:
    """What a process answers to a line, of JSON."""
    tell(child, line)
    return json.loads(line_of(child))


def step_back() -> None:
    """This process, and what it starts, has of this machine's cores what all others leave."""
    os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for localhost with its key, and the roots to trust."""
    authority = trustme.CA()
    own, roots = folder / "server.pem", folder / "roots.pem"
    authority.issue_cert("localhost").private_key_and_cert_chain_pem.write_to_path(str(own))
    authority.cert_pem.write_to_path(str(roots))
    return own, roots
