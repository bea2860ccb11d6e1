"""EventBridge's door."""

from handlers.sources import eventbridge
from tests.events import CONTEXT
from tests.handlers.sources.conftest import event, said
from tests.parts.template import load


def test_an_event_is_said_once_however_often_it_comes() -> None:
    for _ in range(2):
        assert eventbridge.handler(event("eventbridge"), CONTEXT) == {"said": [{"room": "operations", "seq": 1}]}
    assert said() == [("Operator", 'Order shipped from shop.orders: {"order":4711,"carrier":"post"}')]


def test_a_detail_that_has_a_text_says_it_where_and_as_whom_it_wants() -> None:
    detail = {"text": "hello", "room": "alerts-red", "name": "Shop", "order": 4711}
    eventbridge.handler(event("eventbridge") | {"detail": detail}, CONTEXT)
    assert said("alerts-red") == [("Shop", "hello")]


def test_any_event_may_name_its_room() -> None:
    eventbridge.handler(event("eventbridge") | {"detail": {"room": "general"}}, CONTEXT)
    assert said("general") == [("Operator", 'Order shipped from shop.orders: {"room":"general"}')]


def test_parley_s_own_events_never_come_in() -> None:
    (wanted,) = load()["Resources"]["Eventbridge"]["Properties"]["Events"].values()
    assert wanted["Properties"]["EventBusName"] == {"Ref": "Bus"}
    assert wanted["Properties"]["Pattern"] == {"source": [{"anything-but": "parley"}]}
