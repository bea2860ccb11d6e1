"""Everything that can go wrong, as one tree.

    ParleyError
    ├── BadFrame          bad_frame        the frame breaks the protocol
    │   ├── UnknownAction unknown_action   no such action
    │   └── TooLarge      too_large        more bytes than the protocol takes
    ├── NotJoined         not_joined       this connection is not in the room
    ├── NotFound          not_found        no such thing, or not for this user's eyes
    ├── Forbidden         forbidden        this user may not do that
    ├── RateLimited       rate_limited     too much at once        (retry)
    │   ├── TooSoon       rate_limited     not yet this user's turn (retry)
    │   └── Flood         rate_limited     too much without end: the connection is closed
    ├── IdReused          id_reused        the id was used for another text
    ├── Busy              busy             the table is throttled  (retry)
    │   └── AnotherPace   busy             the room is slower or faster than was believed
    ├── Expired           expired          the sign-in has ended
    └── Internal          internal         our fault               (retry)
        └── Misconfigured internal         a setting is missing or wrong

The message of an error goes to the client: it never repeats what the client sent, and never names what it may not see.
"""

from typing import ClassVar


class ParleyError(Exception):
    """An error that the protocol knows: `code` names it on the wire, `retry` says whether trying again may help."""

    code: ClassVar[str] = "internal"
    retry: ClassVar[bool] = True


class BadFrame(ParleyError):
    code = "bad_frame"
    retry = False


class UnknownAction(BadFrame):
    code = "unknown_action"


class TooLarge(BadFrame):
    code = "too_large"


class NotJoined(ParleyError):
    code = "not_joined"
    retry = False


class NotFound(ParleyError):
    code = "not_found"
    retry = False


class Forbidden(ParleyError):
    code = "forbidden"
    retry = False


class RateLimited(ParleyError):
    """`retry_after` says in how many milliseconds the same may succeed, where that is known."""

    code = "rate_limited"

    def __init__(self, message: str, retry_after: int | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class TooSoon(RateLimited):
    """The room is slow."""


class Flood(RateLimited):
    """Who was told and goes on is not told again."""


class IdReused(ParleyError):
    code = "id_reused"
    retry = False


class Busy(ParleyError):
    code = "busy"


class AnotherPace(Busy):
    """A seq was asked for at a pace that is not the room's: `slow` is the room's."""

    def __init__(self, slow: int) -> None:
        super().__init__("the room has just changed, try again")
        self.slow = slow


class Expired(ParleyError):
    code = "expired"
    retry = False


class Internal(ParleyError):
    code = "internal"


class Misconfigured(Internal):
    """Raised at start, with the name of the setting; a client sees only `internal`."""
