"""Let somebody come back whom the client has banned."""

from tests.checker.operations.forgiving import forgiving

UNBAN = forgiving("unban", "ban", 2)
