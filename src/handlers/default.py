"""$default: whatever names no action of ours is told so."""

from doors import refusing_door

handler = refusing_door("$default")
