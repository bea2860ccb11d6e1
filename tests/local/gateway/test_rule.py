"""Rules of a fault script: what may be said."""

import pytest

from local.gateway.errors import FaultScriptError
from local.gateway.events import Caller, Handshake
from local.gateway.rule import parsed

ANA = Caller("ana=", 0, Handshake((("X-Who", "ana"),), (("guest", "ana"), ("room", "a"))), number=1)


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ({}, 'rule 3 needs "on", one of post, get, delete, connect, message, disconnect, open'),
        ("post", 'rule 3 needs "on"'),
        ({"on": "socket"}, 'rule 3 needs "on"'),
        ({"on": "post", "wrong": 1}, "rule 3: 'wrong' cannot be said on \"post\""),
        ({"on": "post", "drop": True}, "rule 3: 'drop' cannot be said on \"post\""),
        ({"on": "message", "met": 1}, "rule 3: 'met' cannot be said on \"message\""),
        ({"on": "post", "status": "410"}, "rule 3: 'status' is a int"),
        ({"on": "post", "times": True}, "rule 3: 'times' is a int"),
        ({"on": "post", "hang": 1}, "rule 3: 'hang' is a bool"),
        ({"on": "message", "duplicate": "twice"}, "rule 3: 'duplicate' is one of serial, concurrent"),
    ],
)
def test_a_wrong_rule_is_named_with_its_field(rule: object, sentence: str) -> None:
    with pytest.raises(FaultScriptError) as error:
        parsed(rule, 3)
    assert sentence in str(error.value)


@pytest.mark.parametrize(
    ("who", "concerned"),
    [
        ({}, True),
        ({"id": "ana="}, True),
        ({"id": "ben="}, False),
        ({"connection": 1}, True),
        ({"connection": 2}, False),
        ({"query": {"guest": "ana"}}, True),
        ({"query": {"guest": "ben"}}, False),
        ({"header": {"x-who": "ana"}}, True),
        ({"header": {"x-who": "ben"}}, False),
        ({"route": "join"}, True),
        ({"route": "leave"}, False),
    ],
)
def test_a_rule_concerns_whom_it_names(who: dict[str, object], concerned: bool) -> None:
    assert parsed({"on": "message", **who}, 1).concerns("ana=", ANA, "join") is concerned


def test_an_unknown_connection_is_met_by_its_id_or_by_a_rule_for_all() -> None:
    assert parsed({"on": "post"}, 1).concerns("gone=", None, None)
    assert parsed({"on": "post", "id": "gone="}, 1).concerns("gone=", None, None)
    assert not parsed({"on": "post", "connection": 1}, 1).concerns("gone=", None, None)
