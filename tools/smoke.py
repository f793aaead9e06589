"""The main job in a few lines, on the sample that the package brings: whether an installed postdex works at all.

Used on finished wheels. Knows nothing of the repository but that it must not import postdex from there.
"""

import importlib.resources
import sys
from pathlib import Path


def main() -> None:
    here = Path(__file__).resolve().parent
    sys.path[:] = [place for place in sys.path if place and Path(place).resolve() not in {here, here.parent, here.parent / "python"}]
    import postdex as pdx

    with importlib.resources.as_file(importlib.resources.files("postdex") / "sample") as sample:
        archive = pdx.open(sample)
    hits = archive.search("library")
    lines = archive.find("library")
    assert len(archive) >= 12, archive
    assert 0 < len(hits) < len(archive), hits
    assert len(lines) >= len(hits), lines
    assert all("library" in line.node.lower() for line in lines)
    print(f"postdex {pdx.__version__} from {Path(pdx.__file__).parent}: {len(archive)} posts, {len(hits)} hits, {len(lines)} lines")


if __name__ == "__main__":
    main()
