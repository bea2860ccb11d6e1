"""A picture of the tests' own: hills before an evening sky, as PNG."""

import math
import struct
import zlib

SKY = ((253, 214, 150), (94, 139, 168))
HILLS = [(0.55, 0.10, 1.3, (92, 134, 128)), (0.68, 0.08, 2.1, (52, 100, 92)), (0.82, 0.06, 3.4, (20, 62, 56))]


def png(width: int = 480, height: int = 300) -> bytes:
    """The picture's bytes."""
    rows = b"".join(
        b"\0" + b"".join(bytes(_colour(x / width, y / height)) for x in range(width)) for y in range(height)
    )
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(rows, 9)) + _chunk(b"IEND", b"")
    )


def _colour(x: float, y: float) -> tuple[int, ...]:
    for level, swing, pace, colour in reversed(HILLS):
        if y > level + swing * math.sin(pace * x * 4 + level * 9):
            return colour
    if math.hypot(x - 0.7, (y - 0.34) * 0.625) < 0.07:
        return (255, 246, 214)
    return tuple(round(low * y * 1.4 + high * (1 - y * 1.4)) for low, high in zip(SKY[0], SKY[1], strict=True))


def _chunk(kind: bytes, content: bytes) -> bytes:
    body = kind + content
    return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))
