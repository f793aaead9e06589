"""How well pages of HTML are cut, against the truth of real listings that lie there as HTML and as text.

    python tests/truth/html_truth.py [SITE...]     prints what was measured, and the entries that are not alike
"""

from __future__ import annotations

import collections
import json
import re
import sys
import unicodedata
from pathlib import Path

import postdex as pdx

BODY = {"paragraph", "quote", "list", "code", "table", "heading"}
BESIDE = {"caption", "image_alt"}


def norm(text: object) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", str(text or ""))).strip()


def words(text: object) -> collections.Counter[str]:
    return collections.Counter(re.findall(r"\w+", norm(text).lower()))


def likeness(a: object, b: object) -> float:
    """Token F1."""
    one, other = words(a), words(b)
    n = sum(one.values()) + sum(other.values())
    return 2 * sum((one & other).values()) / n if n else 1.0


def title_places(text: str, entries: list[dict]) -> list[int] | None:
    """Where true titles stand, in characters; None where one does not."""
    at, out = 0, []
    for entry in entries:
        title = norm(entry["title"])
        line = re.compile(r"(?m)^[^\S\n]*(" + r"\s+".join(map(re.escape, title.split())) + r")[^\S\n]*$").search(text, at)
        found = line.start(1) if line else text.find(title, at)
        if not title or found < 0:
            return None
        out.append(found)
        at = found + len(title)
    return out


def body_of(appearance, roles) -> str:
    return " ".join(part.text for part in appearance.parts if part.role in roles)


def facts(appearance) -> tuple[str, list[str], str, str]:
    """The body with the words of pictures: which they are markup alone says, and text shows them as lines like any other."""
    return norm(appearance.title), sorted(map(norm, appearance.post.tags)), norm(appearance.date), body_of(appearance, BODY | BESIDE)


def compare(page, text_page, c, told) -> None:
    """The page as HTML with the same page as text."""
    ours, theirs = [facts(a) for a in page.appearances], [facts(a) for a in text_page.appearances]
    c["alike_n"] += max(len(ours), len(theirs))
    for title, tags, date, text in theirs:
        found = next((each for each in ours if each[0] == title), None)
        if found and found[1:3] == (tags, date) and likeness(found[3], text) >= 0.97:
            c["alike"] += 1
        else:
            told.append(f"{page.source.name}: not as in the text: {title}")


def is_whole(text: str, spans: list[tuple], entries: list[dict]) -> bool:
    """Whether a page with one post has one entry, and that holds its title. That may stand above the entry, too, where the way to the page is shown:
    then the entry has it again, and the text behind it begins as the post does."""
    if len(spans) != 1:
        return False
    begin, end = spans[0][:2]
    first, head = title_places(text, entries), norm(entries[0].get("text"))[:40]
    again = title_places(text[begin:end], entries)
    return (first is not None and begin <= first[0] < end) or (again is not None and head != "" and head in norm(text[begin + again[0] : end]))


def judge(page, row, c, told) -> None:
    text, entries = page.text, row["entries"]
    places = title_places(text, entries)
    c["lost"] += places is None
    if places is None:
        return
    spans = [(parts[0].anchor.chars[0], parts[-1].anchor.chars[1], each) for each in page.appearances for parts in [list(each.parts)]]
    if len(places) == 1:
        c["single"] += 1
        c["whole"] += is_whole(text, spans, entries)
    else:
        c["true"] += len(places)
        c["pred"] += len(spans)
    for begin, end, appearance in spans:
        inside = [k for k, place in enumerate(places) if begin <= place < end]
        if len(inside) != 1:
            continue
        entry = entries[inside[0]]
        if len(places) > 1:
            if norm(entry.get("text"))[:40] not in norm(text[begin:end]):
                continue
            c["found"] += 1
        c["fields"] += 1
        c["title"] += norm(appearance.title) == norm(entry["title"])
        if entry.get("tags"):
            c["tags_n"] += 1
            c["tags"] += sorted(map(norm, appearance.post.tags)) == sorted(map(norm, entry["tags"]))
        if entry.get("date"):
            c["date_n"] += 1
            c["date"] += norm(appearance.date) == norm(entry["date"])
        if entry.get("text"):
            like = likeness(body_of(appearance, BODY | BESIDE), entry["text"])
            c["bodies"] += 1
            c["body"] += like
            if like < 0.95:
                told.append(f"{page.source.name}: {like:.3f} of the body of {norm(entry['title'])}")


def measure(site: Path) -> tuple[dict[str, float], list[str]]:
    rows = [row for line in (site / "pages.jsonl").read_text(encoding="utf-8").splitlines() if (row := json.loads(line)).get("html_file")]
    pages = {page.source.name: page for page in pdx.open([site / row["html_file"] for row in rows]).pages}
    texts = {page.source.name: page for page in pdx.open([site / row["text_file"] for row in rows]).pages}
    c: collections.Counter[str] = collections.Counter()
    told: list[str] = []
    for row in rows:
        page = pages[str(site / row["html_file"])]
        judge(page, row, c, told)
        compare(page, texts[str(site / row["text_file"])], c, told)

    def share(name: str, of: str) -> float:
        return round(c[name] / c[of], 4) if c[of] else 1.0

    precision, recall = share("found", "pred"), share("found", "true")
    figures = {
        "pages": len(rows), "true": c["true"], "f1": round(2 * precision * recall / (precision + recall), 4) if precision + recall else 0.0,
        "kept_whole": share("whole", "single"), "title": share("title", "fields"), "tags": share("tags", "tags_n"), "date": share("date", "date_n"),
        "body": share("body", "bodies"), "alike": share("alike", "alike_n"),
    }  # fmt: skip
    return figures, told


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    from shared_data import shared

    for name in sys.argv[1:] or ("ripper234", "daei"):
        measured, told = measure(shared(f"data/listings/{name}"))
        print(name, json.dumps(measured), *told, sep="\n  ")
