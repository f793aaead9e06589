"""What lies beneath an archive, in a build for tests: the table of file calls, watched or with a planned fault (csrc/os/faults.h), and the
allocators of the core and of Python, which can be told to fail.
"""

from __future__ import annotations

import contextlib
import ctypes
from collections.abc import Callable, Iterator

from postdex import _core

OPS = ["open", "read", "write", "sync", "close", "stat", "rename", "unlink", "make_folder", "sync_folder", "list", "lock", "map"]
ANY = len(OPS)
NONE, ONCE, STICKY, SHORT = range(4)
READ, NEW, KEEP = range(3)  # how a file is opened
PRETEND = -1  # a watcher's answer: do not make the call, and say that it was made


class Event(ctypes.Structure):
    _fields_ = [
        ("op", ctypes.c_int),
        ("after", ctypes.c_int),
        ("code", ctypes.c_int),
        ("fd", ctypes.c_ssize_t),
        ("path", ctypes.c_char_p),
        ("to", ctypes.c_char_p),
        ("how", ctypes.c_int),
        ("bytes", ctypes.c_void_p),
        ("len", ctypes.c_uint64),
    ]

    @property
    def name(self) -> str:
        return OPS[self.op]

    @property
    def data(self) -> bytes:
        return ctypes.string_at(self.bytes, self.len)


class Told(ctypes.Structure):
    _fields_ = [("calls", ctypes.c_uint64), ("fired", ctypes.c_uint64), ("open_files", ctypes.c_int64), ("open_maps", ctypes.c_int64)]


_WATCH = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(Event))
_library = ctypes.CDLL(_core.__file__)
_library.pdx_faults_install.argtypes = [ctypes.c_int, ctypes.c_int, ctypes.c_uint64, ctypes.c_int, ctypes.c_void_p]
_library.pdx_faults_install.restype = None


def told() -> Told:
    out = Told()
    _library.pdx_faults_tell(ctypes.byref(out))
    return out


@contextlib.contextmanager
def files(watch: Callable[[Event], int | None] | None = None, kind: int = NONE, nth: int = 0, code: int = 0, op: int = ANY) -> Iterator[None]:
    """Every file call of the core meanwhile goes past `watch`, which may give an errno instead, and meets the plan."""
    call = _WATCH(lambda event: watch(event.contents) or 0) if watch is not None else None
    _library.pdx_faults_install(kind, op, nth, code, ctypes.cast(call, ctypes.c_void_p) if call is not None else None)
    try:
        yield
    finally:
        _library.pdx_faults_take_away()


_python = ctypes.PyDLL(_core.__file__)
_python.pdx_py_memory_fails.argtypes = [ctypes.c_uint64, ctypes.c_uint64]
_python.pdx_py_memory_fails.restype = None
_python.pdx_py_memory_sound.restype = ctypes.c_uint64
_python.pdx_py_memory_watch.argtypes = [ctypes.c_void_p, ctypes.c_uint64]
_python.pdx_py_memory_watch.restype = None


def python_fails(begin: int, below: int) -> None:
    """From now on Python's allocations of these numbers fail, counted from 1, if it is the core that asks, until `python_is_sound`."""
    _python.pdx_py_memory_fails(begin, below)


def python_asked_by_core(verb: Callable[[], object]) -> list[int]:
    """The numbers of those of Python's allocations that the core asks for when a verb is done, counted from 1: those that `python_fails` can make fail.

    They move a little when Python has kept something for later: those of two times.
    """
    found = (ctypes.c_uint8 * (1 << 14))()
    for _ in range(2):
        _python.pdx_py_memory_watch(found, len(found))
        try:
            verb()
        finally:
            asked = _python.pdx_py_memory_sound(_failed_at)
        if asked > len(found):
            raise ValueError(f"{asked} allocations, and room for {len(found)}")
    return [n for n, ours in enumerate(bytes(found), 1) if ours]


_failed = ctypes.c_uint64()
_failed_at = ctypes.byref(_failed)


def python_is_sound() -> tuple[int, int]:
    """Gives how many were asked for meanwhile, and how many of them failed."""
    return _python.pdx_py_memory_sound(_failed_at), _failed.value


def core_fails_at(n: int) -> None:
    """The n-th allocation of the core from now on fails; 0: none."""
    _core._testing_fail_at(n)


def core_failed() -> bool:
    return _core._testing_failed()


def core_live() -> int:
    """Blocks that the core holds now."""
    return _core._testing_live()
