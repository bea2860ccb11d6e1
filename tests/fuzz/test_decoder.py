"""Whatever bytes arrive: a request, or one of the documented errors; and what is accepted comes back byte for byte.

`python -m pytest tests/fuzz --hypothesis-profile fuzz` searches for longer.
"""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import frames
from errors import ParleyError
from frames.requests import SHAPES
from tests.frames.test_requests import anything, plausible
from tests.fuzz.guide import Guide

CODES = {"bad_frame", "unknown_action", "too_large"}

# What a frame is made of, and what breaks one.
PIECES = [
    *(json.dumps(word) for word in sorted(SHAPES)),
    *(json.dumps(word) for word in sorted({name for shape in SHAPES.values() for name in shape.fields})),
    *("{", "}", "[", "]", ":", ",", "null", "true", "-0", "1e400", "NaN", "Infinity", "1.0", "0" * 400, "9" * 5000),
    *('"general"', '"guest:ana"', '"👍"', '"\\ud800"', '"\ud800"', '"\\u0000"', '"\x1b[2J"', '"__proto__"', "\ufeff"),
    *("[" * 2000, '{"a":' * 2000, '"' + "é" * 4097 + '"', " ", "\t", "\r\n", "\\", '"', "'", "//", "/**/"),
]
GUIDE = Guide()


@st.composite
def right(draw: st.DrawFn) -> str:
    """Nearly a right frame: what an action needs and some more of its own fields, now and then with whatever in one."""
    action = draw(st.sampled_from(sorted(SHAPES)))
    shape = SHAPES[action]
    names = {*shape.needs, *draw(st.sets(st.sampled_from(sorted(shape.fields))))}
    frame = {name: draw(plausible.get(name, st.text(min_size=1, max_size=20))) for name in sorted(names)}
    if draw(st.integers(0, 3)) == 0:
        frame[draw(st.sampled_from(sorted(shape.fields)))] = draw(anything)
    return json.dumps({"action": action, **frame}, ensure_ascii=draw(st.booleans()))


@st.composite
def broken(draw: st.DrawFn) -> str:
    """A frame with something cut out, put in or doubled somewhere."""
    body = draw(right())
    for _ in range(draw(st.integers(1, 3))):
        at, length = draw(st.integers(0, len(body))), draw(st.integers(0, 8))
        body = body[:at] + draw(st.sampled_from([*PIECES, "", body[at : at + length] * 2])) + body[at + length :]
    return body


@settings(deadline=None)
@given(right() | broken() | st.text() | st.binary().map(lambda raw: raw.decode("utf-8", "surrogateescape")))
def test_whatever_arrives_is_a_request_or_a_documented_error(body: str) -> None:
    with GUIDE.following():
        try:
            frame = frames.parse(body)
        except ParleyError as failure:
            assert failure.code in CODES
            return
        for route in {str(frame.get("action")), "ping"}:
            _decoded(route, frame)


@pytest.mark.parametrize("body", ['{"action":"ping","action":"ping"}', '{"action":"ping","id":"a","id":"b"}'])
def test_a_key_that_is_there_twice_is_refused_even_where_both_would_do(body: str) -> None:
    """API Gateway may have routed on one, where Python keeps the other."""
    with pytest.raises(ParleyError) as refused:
        frames.decode("ping", frames.parse(body))
    assert refused.value.code == "bad_frame"


def _decoded(route: str, frame: dict[str, Any]) -> None:
    try:
        request = frames.decode(route, frame)
    except ParleyError as failure:
        assert failure.code in CODES
        # An error may name a field; it repeats nothing of what was in one.
        assert not [text for text in _texts(frame) if len(text) > 9 and text in str(failure)], str(failure)
        return
    assert frame["action"] == route
    if isinstance(request, frames.SendMessage | frames.SendDirect | frames.EditMessage):
        assert request.text == frame["text"]
        assert json.loads(frames.encode({"text": request.text}))["text"] == frame["text"]


def _texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for one in value.values() for text in _texts(one)]
    if isinstance(value, list):
        return [text for one in value for text in _texts(one)]
    return [value] if isinstance(value, str) and value not in SHAPES else []
