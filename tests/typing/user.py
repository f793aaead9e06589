"""Typical code of a user: checked, never run. `assert_type` fails the check when a type changes."""

from collections.abc import Iterator
from typing import assert_type

import postdex as pdx

archive = pdx.open("page.txt", captured="2019-03-01")
assert_type(archive, pdx.Archive)
assert_type(archive[0], pdx.Post)
assert_type(archive[1:3], pdx.Archive)
assert_type(archive.where(tag="Harbour").within("paragraph"), pdx.Archive)
hits = archive.search(pdx.Query("ferry") & "bridge", match="any", weights={"title": 4.0}, sort="-date")
assert_type(hits, pdx.Hits)
assert_type(hits[0], pdx.Hit)
assert_type(hits[:3], pdx.Hits)
assert_type(hits[0].post, pdx.Post)
assert_type(hits[0].score, float)
assert_type(hits[0].snippet.highlights, list[tuple[int, int]])
lines = archive.find("ferry").sort("L1 R1")
assert_type(lines, pdx.Concordance)
assert_type([line.before for line in lines], list[str])
assert_type(lines[0].post, pdx.Post | None)
assert_type(lines[0].anchor.bytes, tuple[int, int])
assert_type(archive[0].published, pdx.PublishedDate | None)
assert_type(archive[0].published_bounds, pdx.Bounds)
assert_type(archive[0].sentences, Iterator[pdx.Text])
assert_type(archive[0].paragraphs, pdx.Parts)
assert_type(archive[0].paragraphs[0], pdx.Part)
assert_type(archive.tags["Harbour"], int)
assert_type(archive.pages, pdx.Pages)
near = archive.collocates("ferry", (2, 3), measure="mi", min_count=3)
assert_type(near, pdx.Collocates)
assert_type(near[:10], pdx.Collocates)
assert_type(near["harbour"], pdx.WordRow)
assert_type(near.near, int)
