"""Let somebody speak again whom the client has muted."""

from tests.checker.operations.forgiving import forgiving

UNMUTE = forgiving("unmute", "mute", 2)
