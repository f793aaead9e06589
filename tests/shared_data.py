"""Where tests find the truth data that is not part of the repository.

It lies in a folder `shared` beside the repository, or where POSTDEX_SHARED says. A test asks with `shared("founding/...")`
and is skipped, visibly and counted at the end of the run, when the file is not there.
"""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
missing: list[str] = []  # what was asked for and not found; conftest.py sums it up


def shared_root() -> Path:
    return Path(os.environ.get("POSTDEX_SHARED") or ROOT.parent / "shared")


def shared(path: str) -> Path:
    """The shared file or folder `path`; skips the calling test, or at module level the module, when it is absent."""
    found = shared_root() / path
    if not found.exists():
        missing.append(path)
        pytest.skip(f"needs shared data that is not here: {path} (see POSTDEX_SHARED)", allow_module_level=True)
    return found
