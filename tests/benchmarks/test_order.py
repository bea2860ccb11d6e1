"""Every benchmark of the page is there, and can be run by itself."""

import ast
import inspect

import pytest

from benchmarks.order import ORDER, measure


@pytest.mark.parametrize("name", ORDER)
def test_each_measures_a_section(name: str) -> None:
    found = measure(name)
    assert list(inspect.signature(found).parameters) == ["quick"]


@pytest.mark.parametrize("name", ORDER)
def test_each_runs_alone(name: str) -> None:
    source = inspect.getsource(inspect.getmodule(measure(name)) or pytest)
    assert ast.unparse(ast.parse(source).body[-1]) == "if __name__ == '__main__':\n    alone(measure)"
