"""Let somebody say nothing more in a room: an entry for who owns it, a refusal for everyone else."""

from tests.checker.operations.barring import barring

MUTE = barring("mute", 2)
