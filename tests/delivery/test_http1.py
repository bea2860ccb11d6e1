"""Answers of every shape, in pieces of every size."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from delivery.http1 import BODY_LIMIT, HEAD_LIMIT, BadAnswer, Reader

# The answer, its status, and whether the line may be used again.
GOOD = [
    (b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", 200, True),
    (b"HTTP/1.1 200 OK\r\ncontent-length:0\r\n\r\n", 200, True),
    (b"HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n", 200, True),
    (b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: keep-alive\r\n\r\n", 200, True),
    (b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: Close\r\n\r\n", 200, False),
    (b"HTTP/1.1 200 OK\r\nConnection: x, close\r\nContent-Length: 2\r\n\r\nok", 200, False),
    (b"HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n", 200, False),
    (b"HTTP/1.1 204 No Content\r\n\r\n", 204, True),
    (b'HTTP/1.1 410 Gone\r\nContent-Length: 18\r\n\r\n{"message":"Gone"}', 410, True),
    (b"HTTP/1.1 429 \r\nContent-Length: 1\r\n\r\nx", 429, True),
    (b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", 200, True),
    (b"HTTP/1.1 103 Hints\r\nLink: x\r\n\r\nHTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n", 500, True),
    (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 200, True),
    (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;a=b\r\nabc\r\nA\r\n0123456789\r\n0\r\n\r\n", 200, True),
    (b"HTTP/1.1 500 Oh\r\nTransfer-Encoding: gzip, chunked\r\n\r\n1\r\nx\r\n00\r\nTrailer: 1\r\n\r\n", 500, True),
    (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 200, True),
]

BAD = [
    b"\x00",
    b"SSH-2.0-OpenSSH\r\n",
    b"HTTP/2 200\r\n\r\n",
    b"HTTP/1.1 2x0 OK\r\n\r\n",
    b"HTTP/1.1 2000 OK\r\n\r\n",
    b"HTTP/1.1 101 Switching Protocols\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nContent-Length: 1, 1\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nContent-Length: 9999999999999\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nabcd\r\n",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFF\r\n",
    b"HTTP/1.1 200 OK\r\nX: " + b"x" * HEAD_LIMIT,
    b"HTTP/1.1 200 OK\r\nX: " + b"x" * HEAD_LIMIT + b"\r\n\r\n",
    b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * (BODY_LIMIT + 1),
    b"HTTP/1.1 200 OK\r\nContent-Length: 70000\r\n\r\nx",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFF\r\n" + b"x" * (BODY_LIMIT + 1),
]


@pytest.mark.parametrize(("data", "status", "reusable"), GOOD)
def test_an_answer_in_one_piece(data: bytes, status: int, reusable: bool) -> None:
    reader = Reader()
    assert reader.feed(data)
    assert (reader.status, reader.reusable) == (status, reusable)


@pytest.mark.parametrize(("data", "status", "reusable"), GOOD)
def test_the_same_answer_byte_by_byte(data: bytes, status: int, reusable: bool) -> None:
    reader = Reader()
    assert [reader.feed(bytes([byte])) for byte in data] == [False] * (len(data) - 1) + [True]
    assert (reader.status, reader.reusable) == (status, reusable)


@pytest.mark.parametrize(("data", "status", "reusable"), GOOD)
def test_bytes_that_nobody_asked_for_cost_the_line(data: bytes, status: int, reusable: bool) -> None:
    reader = Reader()
    assert reader.feed(data + b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
    assert (reader.status, reader.reusable) == (status, False)


@pytest.mark.parametrize("data", BAD)
def test_what_is_no_answer_is_refused(data: bytes) -> None:
    with pytest.raises(BadAnswer):
        Reader().feed(data)


def test_an_answer_to_the_end_of_the_line() -> None:
    reader = Reader()
    assert not reader.end()
    assert not reader.feed(b"HTTP/1.1 200 OK\r\n\r\n")
    assert not reader.feed(b"all of it")
    assert reader.end()
    assert (reader.status, reader.reusable) == (200, False)


def test_an_answer_that_is_cut_has_no_end() -> None:
    reader = Reader()
    assert not reader.feed(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc")
    assert not reader.end()
    assert reader.status == 200


def test_a_reader_begins_again() -> None:
    reader = Reader()
    reader.feed(GOOD[4][0])
    reader.begin()
    assert (reader.status, reader.started, reader.reusable) == (0, False, True)
    assert reader.feed(GOOD[0][0])


@settings(deadline=None)
@given(st.lists(st.integers(1, 40), min_size=1), st.sampled_from(GOOD))
def test_it_does_not_matter_where_an_answer_is_cut(sizes: list[int], case: tuple[bytes, int, bool]) -> None:
    data, status, reusable = case
    reader, at, complete = Reader(), 0, False
    for size in sizes:
        if at < len(data):
            complete = reader.feed(data[at : at + size])
            at += size
    if at < len(data):
        assert not complete
        complete = reader.feed(data[at:])
    assert complete
    assert (reader.status, reader.reusable) == (status, reusable)


@settings(deadline=None)
@given(st.one_of(st.binary(max_size=200), st.binary(max_size=80).map(lambda tail: b"HTTP/1.1 200 OK\r\n" + tail)))
def test_any_bytes_are_an_answer_or_not_and_nothing_else(data: bytes) -> None:
    reader = Reader()
    try:
        complete = reader.feed(data)
    except BadAnswer:
        return
    assert not complete or 200 <= reader.status <= 999
