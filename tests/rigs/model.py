"""A writer against a model of it: what is committed is what building all that is live anew gives, and snapshots stay what they were.

Steps at random: rows are added (and added again), posts deleted by number and by query, all of it committed, rolled back, closed without a commit, opened
again, merged where there is something to merge; some archives are held through all of that. A second model adds pages on which posts are met again.
"""

from __future__ import annotations

import random
from pathlib import Path

import postdex as pdx
from rigs.rig import Rig, opened, rows, seen

ABOUT = "a writer against a model, held by brute force"
UNIT = "steps"
BUILD = "small"
SHARES = 2
PLANTED = {
    "a rollback that forgets half": r"it is not what its \d+ rows are",
    "a delete that misses one": r"it is not what its \d+ rows are",
    "a snapshot that moves": r"a snapshot is not what it was",
    "a source that stays without posts": r"merged, it has sources of which no post is left on the disk",
    "a source that goes with a post": r"it has sources of which no post is left, or not all others",
    "an edited post with a new number": r"it is not what its \d+ rows are",
}
MANY = 40  # posts, from which on more is deleted than added


class Mismatch(AssertionError):
    pass


def everything(archive: pdx.Archive) -> object:
    """All that does not say from which source a post comes."""
    lines = [(line.before, line.node, line.after) for line in archive.find("ferry OR river")]
    posts = [(post.number, post.categories, post.language, repr(post.published), [str(part) for part in post.paragraphs]) for post in archive]
    return seen(archive), posts, lines, list(archive.tags), list(archive.words())


class Rows:
    """The first model: rows, and what is live of them."""

    def __init__(self, rng: random.Random, path: str, planted: str | None = None) -> None:
        self.rng, self.path, self.planted = rng, path, planted
        self.live: list[dict[str, object]] = []
        self.pending: list[dict[str, object]] = []
        self.gone: set[int] = set()  # places in what is live and, behind that, pending
        self.sources: list[str] = []  # of each live row, the name of its source
        self.pending_sources: list[str] = []
        self.empty: set[str] = set()  # sources that came in the place of others, and never had a row: they stay until others come in theirs
        self.n_rows = self.n_sources = self.commits = 0
        self.held: list[tuple[pdx.Archive, object]] = []
        self.writer = pdx.writer(path, language="en", memory=1)  # every source is written when the next one comes

    def check(self, holds: bool, what: str) -> None:
        if not holds:
            raise Mismatch(f"commit {self.commits}: {what}")

    def step(self) -> None:
        many = len(self.live) + len(self.pending) - len(self.gone) > MANY
        draw = self.rng.random()
        if draw < (0.15 if many else 0.35):
            self.add()
        elif draw < 0.50 and self.live:
            self.delete_some(12 if many else 3)
        elif draw < 0.60 and self.live + self.pending:
            self.delete_found()
        elif draw < 0.70:
            self.writer.rollback()
            self.forget()
        elif draw < 0.76:
            self.writer.close()
            self.forget()
            self.writer = pdx.writer(self.path, language="en", memory=1 if self.commits % 2 else 1 << 29)
        elif draw < 0.79 and self.live and not self.gone:
            self.replace()
            self.commit()
        elif draw < 0.82:
            self.commit()
            if self.planted != "a source that stays without posts":
                self.writer.optimize()
            merged = opened(self.path)
            self.check(everything(merged) == self.now(), "merged, it is another")
            self.check([source.name for source in merged.sources] == [source.name for source in self.writer.archive.sources], "merged, it has other sources")
            self.check(not merged._store.left_sources(), "merged, it has sources of which no post is left on the disk")
        else:
            self.commit()
        if self.held and self.rng.random() < 0.05:
            archive, was = self.rng.choice(self.held)
            self.check(everything(archive) == was, "a snapshot is not what it was")

    def add(self) -> None:
        new = rows(self.rng, self.n_rows, self.rng.randint(1, 6), 30)
        self.check(self.writer.add_records(new, name=f"rows {self.n_sources}") == 1, "a new source is not new")
        self.check(self.writer.add_records(new, name=f"rows {self.n_sources}") == 0, "the same again is new")
        self.pending += new
        self.pending_sources += [f"rows {self.n_sources}"] * len(new)
        self.n_rows += len(new)
        self.n_sources += 1

    def delete_some(self, most: int) -> None:
        chosen = self.rng.sample(range(len(self.live)), self.rng.randint(1, min(most, len(self.live))))
        posts = [self.writer.archive[i] for i in chosen]
        if self.planted == "a delete that misses one":
            posts = posts[1:]
        count = self.writer.delete(posts)
        self.check(count == len(set(chosen) - self.gone) or self.planted is not None, f"{count} deleted of {chosen}")
        self.gone |= set(chosen)

    def delete_found(self) -> None:
        """Also among what was added since the last commit."""
        found = {i for i, row in enumerate(self.live + self.pending) if "lamp" in str(row["text"]).split() and "Mill" in row.get("tags", [])}  # type: ignore[operator]
        count = self.writer.delete("=lamp tag:Mill")
        self.check(count == len(found - self.gone), f"{count} deleted by a query that {len(found - self.gone)} are to match")
        self.gone |= found

    def replace(self) -> None:
        """A source in the place of one: rows that stay, rows with another text or another title, rows that go, and new ones."""
        name = self.rng.choice(self.sources + sorted(self.empty))
        places = [i for i, each in enumerate(self.sources) if each == name]
        new = rows(self.rng, self.n_rows, self.rng.randint(0, 2), 30)
        self.n_rows += len(new)
        for i in places:
            row, how = dict(self.live[i]), self.rng.randrange(5)
            if how == 1:
                row["text"] = f"{row['text']} mill"
            elif how == 2:
                row["title"] = f"{row['title']} again"
            if how < 4:
                new.insert(self.rng.randint(0, len(new)), row)
        if new == [self.live[i] for i in places]:
            return
        if self.planted == "an edited post with a new number":
            self.writer.delete(places)
        self.check(self.writer.upsert_records(new, name=name) == 1, "another source is not new")
        self.empty = self.empty - {name} if new else self.empty | {name}
        left, kept = list(new), dict[int, dict[str, object]]()
        for told in (["title", "date"], ["title"], ["text"]):
            for row in list(left):
                found = [i for i in places if i not in kept and all(key in row and row[key] == self.live[i].get(key) for key in told)]
                if found:
                    kept[found[0]] = row
                    left = [each for each in left if each is not row]
        for i, row in kept.items():
            self.live[i] = row
        self.gone = set(places) - kept.keys()
        self.pending += left
        self.pending_sources += [name] * len(left)

    def forget(self) -> None:
        self.pending, self.pending_sources, self.gone = [], [], set()
        if self.planted == "a rollback that forgets half" and self.live:
            self.writer.delete(0)

    def now(self) -> object:
        return everything(pdx.from_records(self.live, language="en"))

    def commit(self) -> None:
        archive = self.writer.commit()
        self.live = [row for i, row in enumerate(self.live + self.pending) if i not in self.gone]
        self.sources = [name for i, name in enumerate(self.sources + self.pending_sources) if i not in self.gone]
        there = sorted({*self.sources, *self.empty})
        if self.planted == "a source that goes with a post":
            self.sources = self.sources[1:] + self.sources[:1]
        self.pending, self.pending_sources, self.gone = [], [], set()
        self.commits += 1
        found, wanted = everything(archive), self.now()
        self.check(found == wanted, f"it is not what its {len(self.live)} rows are")
        self.check(sorted(source.name for source in archive.sources) == there, "it has sources of which no post is left, or not all others")
        self.check(everything(opened(self.path)) == wanted, "opened, it is another")
        if len(self.held) < 8:
            self.held.append((archive, found))
        elif self.rng.random() < 0.1:
            self.held[self.rng.randrange(8)] = (archive, found)
        if self.planted == "a snapshot that moves" and self.commits > 5:
            self.held = [(archive, was) for _, was in self.held]

    def close(self) -> None:
        self.writer.close()


class Pages:
    """The second: pages of entries from one pool, so that posts are met again."""

    def __init__(self, rng: random.Random, folder: Path) -> None:
        self.rng, self.folder, self.n = rng, folder, 0
        folder.mkdir()
        self.path, self.files = str(folder / "town.pdx"), list[Path]()
        words = [row["text"] for row in rows(rng, 0, 30, 25)]
        self.pool = [(f"The {text.split()[0]} at number {i}", f"May {1 + i % 28}, 2019", f"{text} and nobody came back to it.") for i, text in enumerate(words)]  # type: ignore[attr-defined]

    def step(self) -> None:
        with pdx.writer(self.path, language="en") as writer:
            for _ in range(self.rng.randint(1, 2)):
                entries = self.rng.sample(self.pool, self.rng.randint(2, 6))
                text = "Notes from the mill\n\n" + "".join(f"{title}\n\n{day}\n\n{body}\n\nTags: Mill, River\n\nContinue reading\n\n" for title, day, body in entries)
                file = self.folder / f"{self.n:05}.txt"
                file.write_text(text + "Older posts\n")
                self.n += 1
                self.files.append(file)
                if writer.add(file) != 1:
                    raise Mismatch("a new page is not new")
        found, wanted = opened(self.path), pdx.open(list(map(str, self.files)), language="en")
        told = [(everything(archive), [len(post.appearances) for post in archive]) for archive in (found, wanted)]
        if told[0] != told[1]:
            raise Mismatch(f"after page {self.n}: it is not what opening all pages gives")
        if len(self.files) > 12:
            self.files, self.n = [], 0
            for each in self.folder.glob("*.txt"):
                each.unlink()
            for each in Path(self.path).iterdir():
                each.unlink()


def run(rig: Rig) -> None:
    steps, n = rig.goal(10_000, 1_000_000), rig.seed + 1_000_000 * rig.share
    while rig.more(steps):
        model = Rows(random.Random(n), rig.fresh(f"town{n}.pdx"), rig.planted)
        pages = Pages(random.Random(n), rig.folder / f"pages{n}")
        try:
            for k in range(min(500, steps - rig.count)):
                rig.count += 1
                model.step()
                if k % 20 == 0:
                    pages.step()
        except Mismatch as error:
            rig.fail(f"seed {n}, step {rig.count}: {error}")
        finally:
            model.close()
        n += 1
    rig.fact(f"{n % 1_000_000 - rig.seed} seeds; a page for every 20 steps")
