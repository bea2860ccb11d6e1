"""What every door that reads a stream does."""

from collections.abc import Sequence
from typing import Any

from manners.stream import stream_door
from tests.events import CONTEXT, records


def does(most: int, done: list[str]) -> Any:
    """Does so many, and remembers them."""

    def doing(made: Sequence[str], deadline: float) -> int:
        done.extend(made[:most])
        return len(made[:most])

    return doing


def makes(record: dict[str, str]) -> str | None:
    if record["body"] == "poison":
        raise ValueError("this is no record")
    return record["body"] if record["body"] != "silence" else None


def run(*bodies: str, most: int = 100) -> tuple[list[str], list[str]]:
    """What is done, and what is said to come again."""
    done: list[str] = []
    door = stream_door(
        "test", lambda event: list(event["Records"]), lambda one: str(one["messageId"]), makes, does(most, done)
    )
    answer = door(records(*bodies), CONTEXT)
    return done, [failure["itemIdentifier"] for failure in answer["batchItemFailures"]]


def test_everything_is_done_in_its_order() -> None:
    assert run("one", "silence", "two") == (["one", "two"], [])


def test_fault_20_the_poison_and_all_after_it_come_again() -> None:
    assert run("one", "poison", "two") == (["one"], ["record-1"])


def test_what_is_not_done_comes_again_even_before_the_poison() -> None:
    assert run("one", "silence", "two", "poison", most=1) == (["one"], ["record-2"])


def test_a_batch_that_has_nothing_to_do_is_done() -> None:
    assert run("silence") == ([], [])
