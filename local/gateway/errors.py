"""What can go wrong in the gateway, as one tree.

GatewayError
├── NotDeployed       there is no such API, or it needs what this gateway does not have
├── FaultScriptError  a fault script is not of the documented form
├── Refused           a handshake that is answered with an HTTP status
├── FunctionFailed    a function raised, or answered nonsense
│   └── FunctionTimedOut
├── Gone              no such connection (any more)
└── BufferFull        the client does not read what it is sent
"""


class GatewayError(Exception):
    """Any error of the gateway; its text is for the developer's terminal."""


class NotDeployed(GatewayError):
    """The deployed API cannot be served; the text says why."""


class FaultScriptError(GatewayError):
    """The fault script cannot be followed; the text names the rule and the field."""


class Refused(GatewayError):
    """A handshake that fails with this HTTP status; `message` goes to the client, `reason` to the terminal only."""

    def __init__(self, status: int, message: str, reason: str = "") -> None:
        super().__init__(reason or message)
        self.status = status
        self.message = message


class FunctionFailed(GatewayError):
    """A function did not answer properly; the text is never sent to a client."""


class FunctionTimedOut(FunctionFailed):
    """A function took longer than the integration's timeout."""


class Gone(GatewayError):
    """The connection with this id is not open."""


class BufferFull(GatewayError):
    """The client reads more slowly than it is sent to."""
