"""What can go wrong, as one tree. `code` is the protocol's name for it; `retry`: whether the same may succeed later.

ParleyError           any code of the protocol, as the server gave it
├── Refused           refused      the server does not let us in: it would not help to try again
├── Unreachable       unreachable  nobody answers at this address
├── Unanswered        unanswered   sent again and again, and no answer came: it may have been done or not
├── Unposted          unposted     a file did not reach its place
├── PutOut            put_out      somebody put us out of this room: kicked, banned, or it is for members now
├── SignedOut         signed_out   nobody is signed in any more, here or anywhere: sign in again
└── Closed            closed       this chat, or this room, was left
"""

SIGNED_OUT = {
    "you": "you have signed out on all devices",
    "operator": "an operator has signed you out",
    "banned": "you have been banned from this service",
    "expired": "your sign-in has ended",
}


class ParleyError(Exception):
    """An error with its protocol `code`, and `retry`: whether the same may succeed later."""

    def __init__(self, message: str, code: str = "internal", retry: bool = False) -> None:
        super().__init__(message)
        self.code = code
        self.retry = retry


class Refused(ParleyError):
    """The handshake was answered with 401, 403 or another status that another try does not change."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message, "refused")
        self.status = status


class Unreachable(ParleyError):
    """No handshake came about: no such host, nobody listening, a fault on the way."""

    def __init__(self, message: str) -> None:
        super().__init__(message, "unreachable", retry=True)


class Unanswered(ParleyError):
    """No answer in as many tries as `Timing.attempts` allows; saying the same `id` again is safe."""

    def __init__(self, message: str) -> None:
        super().__init__(message, "unanswered", retry=True)


class Closed(ParleyError):
    """Asked of a chat or a room that was left."""

    def __init__(self, message: str) -> None:
        super().__init__(message, "closed")


class PutOut(ParleyError):
    """Asked of a room that we were put out of; `act` and `reason` are what the room's log has of it."""

    def __init__(self, room: str, act: str, reason: str) -> None:
        super().__init__(f"you were put out of {room} ({act}{': ' + reason if reason else ''})", "put_out")
        self.act, self.reason = act, reason


class SignedOut(ParleyError):
    """The sign-in is over; `reason` is you (everywhere, by yourself), operator, banned or expired."""

    def __init__(self, reason: str, message: str = "", until: int | None = None) -> None:
        super().__init__(message or SIGNED_OUT.get(reason, SIGNED_OUT["expired"]), "signed_out")
        self.reason, self.until = reason, until


class Unposted(ParleyError):
    """The file did not get to where the server wanted it posted; to upload it again is safe."""

    def __init__(self, message: str) -> None:
        super().__init__(message, "unposted", retry=True)
