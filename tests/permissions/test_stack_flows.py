"""The flows are found by themselves."""

from tests.parts.template import TREE
from tests.permissions.stack_flows import LEFT_OUT, flows


def test_what_needs_nothing_but_the_stack_is_a_flow() -> None:
    names = {flow.name for flow in flows()}
    assert {"a direct message makes a room of two", "a number without a message is closed"} <= names
    assert {"source sns", "source kinesis"} <= names


def test_what_is_left_out_is_there_to_be_left_out() -> None:
    assert {path.stem for path in (TREE / "tests" / "stack").glob("test_*.py")} >= LEFT_OUT
