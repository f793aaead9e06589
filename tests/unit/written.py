"""What the tests of the writer write, and what they ask of what was written."""

from __future__ import annotations

import os

import postdex as pdx

WORDS = ["ferry", "tide", "harbour", "door", "mill", "river", "stone", "lamp", "café", "rope"]

QUERIES = ["ferry", "tide OR mill", "harbour -door", "tag:Quay", "ri*", '"ferry tide"', "tags:town", "date:2019-02..2019-06"]


def make_rows(rng, number, n):
    rows = []
    for i in range(n):
        row = {"title": f"Note {number}.{i}", "text": " ".join(rng.choices(WORDS, k=rng.randint(1, 30)))}
        if rng.random() < 0.6:
            row["tags"] = rng.sample(["Quay", "Town", "Mill", "Weather"], rng.randint(1, 3))
        if rng.random() < 0.5:
            row["date"] = f"2019-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
        rows.append(row)
    return rows


def everything(archive):
    """All that does not say from which source a post comes."""
    posts = [(p.number, p.title, p.tags, p.categories, p.language, repr(p.published), repr(p.published_bounds), [str(q) for q in p.paragraphs]) for p in archive]
    hits = [[(hit.post.number, hit.score, hit.snippet.text) for hit in archive.search(query)] for query in QUERIES]
    lines = [(line.before, line.node, line.after) for line in archive.find("ferry OR river")]
    return posts, hits, lines, list(archive.tags), list(archive.words())


def matches(archive, live):
    assert everything(archive) == everything(pdx.from_records(live, language="en"))


def files(path):
    return sorted(name.name for name in path.iterdir())


def parts_of(path):
    """The numbers of the parts that the folder has."""
    return sorted(name.partition("-")[2] for name in os.listdir(path) if name.startswith("posts-"))


def appearances_of(archive):
    return [[(a.page.number, a.title, str(a)) for a in post.appearances] for post in archive], [[a.post and a.post.number for a in page.appearances] for page in archive.pages]

PAGE = """Notes from the mill

The wheel turns again

May 3, 2019

The miller has mended the wheel before 4 May 2019, and it turns as it did in the old days.

Tags: Mill, River

Continue reading

A bridge of boats

May 2, 2019

Boats were tied up in a row where the bridge had been, and people walk over them again.

Tags: River, Works

Continue reading

Rain for a week

May 1, 2019

It rained on the mill, on the river and on the boats, and nobody went out for seven days.

Tags: Weather

Continue reading

Older posts
"""
