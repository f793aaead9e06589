"""A file that gives one byte at a time, for tests of what is read in pieces."""

from __future__ import annotations

import io


class SlowFile(io.RawIOBase):
    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    def readable(self) -> bool:
        return True

    def read(self, n: int = -1) -> bytes:  # type: ignore[override]
        self._at += 1
        return self._data[self._at - 1 : self._at]
