"""How long work shows that it goes on: after half a second, on the error stream, by tqdm where that is installed."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from ._types import Progress

DELAY = 0.5


_told: tuple[object, bool] = (None, False)


def _is_terminal(stream: Any) -> bool:
    """Whether it is one; a stream is asked once, since that goes down to the system."""
    global _told
    asked = _told
    if asked[0] is not stream:
        _told = asked = (stream, bool(stream.isatty()))
    return asked[1]


def reporter(progress: Progress) -> Reporter | None:
    """What to hand to the core: None when nothing shall be shown.

    `progress` is None (shown on a terminal or in a notebook, after half a second), True (shown at once), False, or a
    function of (done, total). The environment variable POSTDEX_PROGRESS=0 switches the default off.
    """
    if progress is None:
        stream = sys.stderr  # asked for every search: what is quickly told comes first
        if "ipykernel" not in sys.modules and (stream is None or not _is_terminal(stream)):
            return None
        if stream is None or os.environ.get("POSTDEX_PROGRESS") == "0":
            return None
        return Reporter(DELAY)
    if progress is True:
        return Reporter(0.0)
    if progress is False:
        return None
    if not callable(progress):
        raise TypeError("progress is None, True, False or a function of (done, total)")
    return Reporter(0.0, progress)


class Reporter:
    """Called with (done, total) about every 25 ms; `close` when the work is over."""

    def __init__(self, delay: float, function: Callable[[int, int], object] | None = None) -> None:
        import time

        self._clock = time.monotonic
        self._begin = self._clock()
        self._delay = delay
        self._function = function
        self._bar: object | None = None
        self._line = False

    def __call__(self, done: int, total: int) -> None:
        if self._function is not None:
            self._function(done, total)
        elif self._clock() - self._begin >= self._delay:
            self._show(done, total)

    def _show(self, done: int, total: int) -> None:
        if self._bar is None and not self._line:
            try:
                from tqdm.auto import tqdm  # type: ignore[import-untyped, unused-ignore]
            except ImportError:
                self._line = True
            else:
                self._bar = tqdm(desc="postdex", leave=False)
        if self._bar is not None:
            self._bar.total = total or None  # type: ignore[attr-defined]
            self._bar.n = done  # type: ignore[attr-defined]
            self._bar.refresh()  # type: ignore[attr-defined]
            return
        import sys

        share = f" {100 * done // total:3} %" if total else ""
        print(f"\rpostdex:{share}  {self._clock() - self._begin:.0f} s ", end="", file=sys.stderr, flush=True)

    def close(self) -> None:
        if self._bar is not None:
            self._bar.close()  # type: ignore[attr-defined]
        elif self._line:
            import sys

            print("\r" + " " * 40 + "\r", end="", file=sys.stderr, flush=True)


class reported:
    """`reporter` for what stands under a `with`, closed at its end."""

    def __init__(self, progress: Progress) -> None:
        self._report = reporter(progress)

    def __enter__(self) -> Reporter | None:
        return self._report

    def __exit__(self, *_: object) -> None:
        if self._report is not None:
            self._report.close()
