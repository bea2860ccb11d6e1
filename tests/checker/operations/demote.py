"""Lower somebody by one step, whom the client has promoted before."""

from tests.checker.operations.ranking import ranking

DEMOTE = ranking("demote", "promote", 2)
