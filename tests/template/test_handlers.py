"""The functions of template.yaml and the files of src/handlers/ are the same."""

import importlib
from pathlib import Path

import pytest

from tests.parts.dynamodb import Table
from tests.parts.template import TREE, load

FUNCTIONS = {
    name: resource["Properties"]["Handler"]
    for name, resource in load()["Resources"].items()
    if resource["Type"] == "AWS::Serverless::Function"
}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_handler_that_is_named_exists(name: str, dynamodb: Table) -> None:
    module, _, function = FUNCTIONS[name].rpartition(".")
    assert callable(getattr(importlib.import_module(module), function))


def test_every_handler_file_is_named() -> None:
    handlers = TREE / "src" / "handlers"
    files = {path for path in handlers.rglob("*.py") if path.name != "__init__.py"}
    named = {Path(TREE / "src", *handler.split(".")[:-1]).with_suffix(".py") for handler in FUNCTIONS.values()}
    assert files == named


def test_every_function_has_an_event() -> None:
    events = {path.stem for path in (TREE / "events").glob("*.json")}
    assert events == {handler.split(".")[-2] for handler in FUNCTIONS.values()}
