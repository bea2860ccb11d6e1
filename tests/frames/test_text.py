"""JSON text frames in and out: every bad input of PROMISES 4 that is one of JSON."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from errors import BadFrame, Internal, RateLimited
from frames import text


@pytest.mark.parametrize(
    "body",
    [
        "",
        " ",
        "null",
        "1",
        "true",
        '"x"',
        "[]",
        "{",
        "not json",
        '{"action":"ping"}{"action":"ping"}',
        "[" * 100_000,
        '{"a":' * 100_000,
        '{"action":"ping","id":NaN}',
        '{"action":"history","room":"r","limit":Infinity}',
        '{"action":"history","room":"r","limit":-Infinity}',
        '{"action":"history","room":"r","limit":1e400}',
        '{"action":"history","room":"r","limit":1.0}',
        '{"action":"history","room":"r","limit":' + "9" * 5000 + "}",
        '{"action":"ping","action":"history","room":"r"}',
        '{"action":"sendMessage","room":"r","id":"a","text":"x","text":"y"}',
        '{"action":"x","deep":{"a":1,"a":2}}',
        '{"action":"sendMessage","room":"r","id":"a","text":"\\ud800"}',
        '{"action":"sendMessage","room":"r","id":"a","text":"\ud800"}',
        '{"\\ud800":1}',
        '\ufeff{"action":"ping"}',
    ],
)
def test_what_is_not_one_json_object_in_utf_8_is_a_bad_frame(body: str) -> None:
    with pytest.raises(BadFrame) as refused:
        text.parse(body)
    assert refused.value.code == "bad_frame"


@pytest.mark.parametrize("body", [None, 1, b"{}", {"action": "ping"}])
def test_a_body_that_is_no_text_is_a_bad_frame(body: object) -> None:
    with pytest.raises(BadFrame):
        text.parse(body)


def test_a_binary_frame_is_a_bad_frame() -> None:
    with pytest.raises(BadFrame):
        text.parse("eyJhY3Rpb24iOiJwaW5nIn0=", is_base64=True)


def test_the_id_of_a_bad_frame_is_read_where_it_is_right() -> None:
    assert text.id_of({"id": "a-1"}) == "a-1"
    for wrong in ("<b>", "", "a" * 65, "a\n", 7, None, ["a"]):
        assert text.id_of({"id": wrong}) is None
    assert text.id_of({}) is None


def test_an_error_says_what_and_whether_to_retry_and_nothing_of_the_inside() -> None:
    expected = {"type": "error", "code": "rate_limited", "retry": True, "message": "slow down"}
    assert text.error(RateLimited("slow down")) == expected
    assert text.error(RateLimited("slow down", 1500)) == expected | {"retryAfter": 1500}
    assert "secret" not in json.dumps(text.error(Internal("secret table name")))


def test_an_answer_carries_the_id_of_its_request() -> None:
    assert text.answer({"type": "pong"}, "p") == {"type": "pong", "id": "p"}
    assert text.answer({"type": "pong"}, None) == {"type": "pong"}


def test_frames_go_out_unescaped_and_never_beyond_the_frame_size() -> None:
    assert text.encode({"text": "é👍"}) == '{"text":"é👍"}'.encode()
    with pytest.raises(AssertionError):
        text.encode({"text": "a" * text.FRAME_BYTES})


def test_fitting_counts_what_fits_from_the_first() -> None:
    items = [{"n": 1}, {"n": 2}, {"n": 3}]
    assert text.fitting(items, 1000) == 3
    assert text.fitting(items, 16) == 2
    assert text.fitting(items, 0) == 0
    assert text.fitting([], 0) == 0


@given(st.lists(st.fixed_dictionaries({"text": st.text(max_size=40)})), st.integers(0, 400))
def test_what_fits_is_as_much_as_fits(items: list[dict[str, Any]], budget: int) -> None:
    count = text.fitting(items, budget)

    def written(many: int) -> int:
        return sum(len(text.encode(item)) + 1 for item in items[:many])

    assert written(count) <= budget
    assert count == len(items) or written(count + 1) > budget


@given(st.text() | st.binary().map(lambda raw: raw.decode("utf-8", "surrogateescape")))
def test_whatever_text_arrives_it_is_an_object_or_a_bad_frame(body: str) -> None:
    try:
        assert isinstance(text.parse(body), dict)
    except BadFrame as refused:
        assert refused.code == "bad_frame"


whole_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.text(),
    lambda children: st.lists(children) | st.dictionaries(st.text(), children),
    max_leaves=8,
)


@given(st.dictionaries(st.text(), whole_values))
def test_an_object_comes_through_as_it_was_sent(frame: dict[str, Any]) -> None:
    assert text.parse(json.dumps(frame)) == frame
    assert text.parse(text.encode(frame).decode()) == frame
