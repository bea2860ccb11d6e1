"""How each event source is set off for real: one file a source, with a `fire` that makes the service call.

A source without a file here is called with its event of events/ instead.
"""

import json
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from local.aws import client as client_of

TREE = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True)
class Stack:
    """The deployed stack, as one who sets off its sources sees it."""

    aws: str
    parts: dict[str, str]

    def client(self, service: str) -> Any:
        """A boto3 client of the stack's AWS."""
        return client_of(service, self.aws)

    def part(self, logical: str) -> str:
        """What a resource of the template is called: its URL, ARN or name, as `!Ref` would say.

        LookupError where the stack has none.
        """
        if logical not in self.parts:
            raise LookupError(
                f"The stack that runs has no {logical}: template.yaml has none, or `make run` is still deploying it."
            )
        return self.parts[logical]


def stack(aws: str, name: str) -> Stack:
    """The stack of that name."""
    pages = client_of("cloudformation", aws).get_paginator("list_stack_resources").paginate(StackName=name)
    parts = {
        part["LogicalResourceId"]: part["PhysicalResourceId"]
        for page in pages
        for part in page["StackResourceSummaries"]
    }
    return Stack(aws, parts)


def names() -> list[str]:
    """The sources that there are."""
    return sorted(path.stem for path in (TREE / "src" / "handlers" / "sources").glob("[a-z]*.py"))


def fire(source: str, stack: Stack) -> str:
    """Set off a source; says by what call. LookupError where there is no such source."""
    if source not in names():
        raise LookupError(f"There is no source {source!r}: there are {', '.join(names())}.")
    module = f"local.sources.{source}"
    if find_spec(module):
        return str(import_module(module).fire(stack))
    call(stack, source, event(source))
    return f"lambda invoke, with events/{source}.json"


def event(source: str) -> dict[str, Any]:
    """The event of events/ that a source is called with."""
    return dict(json.loads((TREE / "events" / f"{source}.json").read_text()))


def call(stack: Stack, source: str, event: dict[str, Any]) -> Any:
    """Call a source's function, and say what it answers; RuntimeError where it fails."""
    function = stack.part("".join(word.capitalize() for word in source.split("_")))
    answer = stack.client("lambda").invoke(FunctionName=function, Payload=json.dumps(event).encode())
    said = json.load(answer["Payload"])
    if "FunctionError" in answer:
        raise RuntimeError(f"{function} failed: {said.get('errorMessage')}")
    return said
