"""Put somebody out of a room: an entry for who owns it, a refusal for everyone else; who was put out comes in again."""

from tests.checker.operations.barring import barring

KICK = barring("kick", 0.3)
