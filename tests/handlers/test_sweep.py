"""The sweep's door."""

from handlers import sweep
from tests.events import CONTEXT


def test_it_answers_how_many_it_looked_at_and_how_many_had_gone() -> None:
    assert sweep.handler({}, CONTEXT) == {"looked_at": 0, "gone": 0}
