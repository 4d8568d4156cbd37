"""Files that a command writes: whole or not at all."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from dashboard.cli.complaint import Complaint


@contextmanager
def output(path: Path) -> Iterator[Callable[[bytes], None]]:
    """Takes what belongs into the file, which stands there once the block has ended well; else what stood before.

    Raises Complaint where it cannot be written.
    """
    # A device would be replaced by the file.
    if path.exists() and not path.is_file():
        raise _complaint(path)
    draft = path.with_name(f".{secrets.token_hex(8)}.part")

    def write(content: bytes) -> None:
        try:
            draft.write_bytes(content)
        except OSError:
            raise _complaint(path) from None

    try:
        yield write
        _put(draft, path)
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _put(draft: Path, path: Path) -> None:
    try:
        draft.replace(path)
    except OSError:
        raise _complaint(path) from None


def _complaint(path: Path) -> Complaint:
    return Complaint(f"{path} cannot be written: choose a folder that exists and that you may use.")
