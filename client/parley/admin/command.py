"""`parley admin`: one command, one verb of the stack's Admin function."""

import json
import sys
import urllib.request
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from .arguments import parse, request
from .function import Function, Refused, Unreachable, of_stack, running
from .shown import shown
from .steps import answers

WRONG, UNREACHABLE, INTERRUPTED = 1, 3, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Do it, show what comes of it, and give the exit status."""
    arguments = parse(argv)
    try:
        where = _function(arguments)
        answer: dict[str, Any] = {}
        for answer in answers(where, request(arguments)):
            _show(answer, arguments.json)
        if arguments.command == "export-user" and arguments.into:
            _fetch(answer["url"], Path(arguments.into))
    except Refused as error:
        print(f"parley admin: {error}", file=sys.stderr)
        return WRONG
    except Unreachable as error:
        print(f"parley admin: {error}", file=sys.stderr)
        return UNREACHABLE
    except KeyboardInterrupt:
        # The same command goes on from here.
        return INTERRUPTED
    return WRONG if _is_wrong(answer) else 0


def _function(arguments: Any) -> Function:
    if arguments.stack:
        return of_stack(arguments.stack, arguments.region, arguments.profile)
    return running(Path.cwd())


def _show(answer: dict[str, Any], as_json: bool) -> None:
    lines = [json.dumps(answer, ensure_ascii=False)] if as_json else shown(answer)
    for line in lines:
        print(line, flush=True)


def _fetch(url: str, into: Path) -> None:
    """The link is the stack's own."""
    with urllib.request.urlopen(url) as source, into.open("wb") as target:
        while piece := source.read(1 << 20):
            target.write(piece)


def _is_wrong(answer: dict[str, Any]) -> bool:
    return bool(answer.get("holes") or answer.get("wrong") or answer.get("young"))
