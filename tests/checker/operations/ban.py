"""Put somebody out of a room and keep them out: an entry for who owns it, a refusal for everyone else."""

from tests.checker.operations.barring import barring

BAN = barring("ban", 1.2)
