"""Reads HTTP/1.1 answers off a stream of bytes, without I/O (RFC 9112). Only the status matters; bodies are skipped."""

HEAD_LIMIT = 16_384
BODY_LIMIT = 65_536
NO_BODY = (204, 304)

_TO_THE_END = -1
_CHUNKED = -2


class BadAnswer(Exception):
    """What came is not an HTTP/1.1 answer, or too much of one: the line it came from is of no more use."""


class Reader:
    """Takes bytes as they come; `status` is known when the head is complete, `reusable` when the answer is."""

    __slots__ = ("_held", "_rest", "reusable", "started", "status")

    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        """Expect a new answer."""
        self._held = b""
        self._rest = 0
        self.status = 0
        self.started = False
        self.reusable = True

    def feed(self, data: bytes) -> bool:
        """True once the answer is complete; raises BadAnswer."""
        self.started = True
        if _plain(data) and not self._held and not self.status:
            self.status = 200
            return True
        if self._held:
            data = self._held + data
            self._held = b""
        if not self.status:
            body = self._head(data)
            if body is None:
                return False
            data = body
        return self._body(data)

    def end(self) -> bool:
        """Whether an answer is complete now that the line has ended."""
        return self.status > 0 and self._rest == _TO_THE_END

    def _head(self, data: bytes) -> bytes | None:
        end = data.find(b"\r\n\r\n")
        if end < 0 or end > HEAD_LIMIT:
            if len(data) > HEAD_LIMIT:
                raise BadAnswer("the head of the answer is too long")
            if not b"HTTP/1.".startswith(data[:7]):
                raise BadAnswer("the answer is not HTTP/1.1")
            self._held = data
            return None
        head = data[: end + 2].lower()
        status = _status(head)
        if status < 200:
            if status == 101:
                raise BadAnswer("the answer changes the protocol")
            return self._head(data[end + 4 :])
        self.status = status
        self._rest = 0 if status in NO_BODY else _length(head)
        self.reusable = (
            self._rest != _TO_THE_END and head[:9] == b"http/1.1 " and b"close" not in _field(head, b"connection")
        )
        return data[end + 4 :]

    def _body(self, data: bytes) -> bool:
        rest = self._rest
        if len(data) == rest:
            return True
        if rest >= 0 and len(data) > rest:
            self.reusable = False  # Nothing was asked that these bytes could answer.
            return True
        if len(data) > BODY_LIMIT or rest > BODY_LIMIT:
            raise BadAnswer("the body of the answer is too long")
        if rest == _CHUNKED:
            end = _chunks_end(data)
            if end >= 0:
                self.reusable = self.reusable and end == len(data)
                return True
        self._held = data
        return False


def _plain(data: bytes) -> bool:
    """Whether this is the one answer that nearly all posts get, whole and without surprises: worth a shorter way."""
    head = data.lower()
    return (
        head.startswith(b"http/1.1 200 ")
        and b"\r\ncontent-length: 0\r\n" in head
        and head.find(b"\r\n\r\n") == len(head) - 4
        and b"close" not in head
        and b"transfer-encoding" not in head
        and head.count(b"content-length") == 1
    )


def _status(head: bytes) -> int:
    if head[:7] != b"http/1." or head[8:9] != b" " or not head[9:12].isdigit() or head[12:13] not in (b" ", b"\r"):
        raise BadAnswer("the answer is not HTTP/1.1")
    return int(head[9:12])


def _length(head: bytes) -> int:
    if b"\r\ntransfer-encoding:" in head:
        if not _field(head, b"transfer-encoding").endswith(b"chunked"):
            raise BadAnswer("the answer has an unknown transfer coding")
        return _CHUNKED
    value = _field(head, b"content-length")
    if not value:
        return _TO_THE_END
    if not value.isdigit() or len(value) > 12:
        raise BadAnswer("the length of the answer is not a number")
    return int(value)


def _field(head: bytes, name: bytes) -> bytes:
    start = head.find(b"\r\n" + name + b":")
    if start < 0:
        return b""
    start += len(name) + 3
    return head[start : head.find(b"\r\n", start)].strip(b" \t")


def _chunks_end(data: bytes) -> int:
    """Where a chunked body ends, -1 while it has not (RFC 9112 section 7.1)."""
    at = 0
    while True:
        line = data.find(b"\r\n", at)
        if line < 0:
            return -1
        size = _size(data[at:line])
        if size == 0:
            break
        at = line + 2 + size + 2
        if at > len(data):
            return -1
        if data[at - 2 : at] != b"\r\n":
            raise BadAnswer("a chunk of the answer is longer than it says")
    if data[line : line + 4] == b"\r\n\r\n":
        return line + 4
    trailer = data.find(b"\r\n\r\n", line)
    return -1 if trailer < 0 else trailer + 4


def _size(line: bytes) -> int:
    digits = line.partition(b";")[0].strip(b" \t")
    try:
        if not digits or len(digits) > 8 or not digits.isalnum():
            raise ValueError
        return int(digits, 16)
    except ValueError:
        raise BadAnswer("the size of a chunk is not a number") from None
