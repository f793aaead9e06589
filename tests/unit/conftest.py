"""Small invented archives that every test of a type or verb starts from."""

import pytest

import postdex as pdx
from unit_texts import LISTING, RECORDS


@pytest.fixture(scope="session")
def archive():
    return pdx.from_records(RECORDS)


@pytest.fixture(scope="session")
def listing():
    return pdx.parse(LISTING, name="listing.txt")


@pytest.fixture(scope="session")
def big():
    """Two thousand posts, so that work takes a while."""
    words = "river bridge ferry harbour council rain bell lighthouse quay market Orrel noon boat".split()
    rows = [
        {
            "title": f"Note {i} of the {words[i % 13]}",
            "text": " ".join(words[(i * k + k // 3) % 13] for k in range(1, 120)),
            "tags": [words[i % 7]],
        }
        for i in range(2000)
    ]
    return pdx.from_records(rows)
