"""Pictures as typst draws them, read without a library: eight bits to each of four channels."""

import struct
import zlib
from collections.abc import Sequence

CHANNELS = 4


def darkness(png: bytes) -> Sequence[Sequence[int]]:
    """By row and column, how much darker than white a point is: 0 to 255."""
    width, rows = _rows(png)
    return [[255 - min(row[at : at + 3]) for at in range(0, width * CHANNELS, CHANNELS)] for row in rows]


def _rows(png: bytes) -> tuple[int, list[bytearray]]:
    at, packed, width = 8, b"", 0
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        if kind == b"IHDR":
            width, _, depth, colours = struct.unpack(">IIBB", png[at + 8 : at + 18])
            assert (depth, colours) == (8, 6), "not a picture with four channels of eight bits"
        packed += png[at + 8 : at + 8 + length] if kind == b"IDAT" else b""
        at += length + 12
    plain, step = zlib.decompress(packed), 1 + width * CHANNELS
    rows: list[bytearray] = []
    above = bytearray(step - 1)
    for start in range(0, len(plain), step):
        above = _unfiltered(plain[start], bytearray(plain[start + 1 : start + step]), above)
        rows.append(above)
    return width, rows


def _unfiltered(kind: int, row: bytearray, above: bytearray) -> bytearray:
    for at in range(len(row)):
        left = row[at - CHANNELS] if at >= CHANNELS else 0
        corner = above[at - CHANNELS] if at >= CHANNELS else 0
        row[at] = (row[at] + _guess(kind, left, above[at], corner)) & 255
    return row


def _guess(kind: int, left: int, up: int, corner: int) -> int:
    if kind == 4:  # Paeth: whichever is nearest to left + up - corner
        return min((left, up, corner), key=lambda one: abs(left + up - corner - one))
    return (0, left, up, (left + up) // 2)[kind]
