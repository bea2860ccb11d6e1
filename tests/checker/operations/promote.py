"""Raise somebody by one step, whom the client has invited before."""

from tests.checker.operations.ranking import ranking

PROMOTE = ranking("promote", "invite", 3)
