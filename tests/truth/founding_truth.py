"""The founding page through the package, against what was labelled by hand: each figure as (right, of).

Read by test_founding.py, which asserts them, and by scoreboard.py, which prints them.
"""

import datetime
import json
from collections import Counter
from functools import cache

import postdex as pdx
from shared_data import shared

FIELDS = {"image_alts": "image_alt", "captions": "caption", "headings": "heading", "related": "related"}
OUTSIDE = ("page_heading", "nav", "footer", "other")


@cache
def gold() -> dict:
    return json.loads(shared("founding/1988-massacre.gold.json").read_text("utf-8"))


@cache
def archive(lexicon: bool = True) -> pdx.Archive:
    return pdx.open(shared("founding/1988-massacre.txt"), lexicon=lexicon)


def page(lexicon: bool = True) -> pdx.Page:
    return archive(lexicon).pages[0]


def lines() -> list[tuple[int, int]]:
    """[begin, end) of each line in bytes, without its newline; of line n at n - 1. Counted here, not asked of the package."""
    found, at = [], 0
    for line in shared("founding/1988-massacre.txt").read_bytes().split(b"\n"):
        found.append((at, at + len(line)))
        at += len(line) + 1
    return found


def accepted(line: int) -> list[str]:
    return gold()["ambiguous_lines"].get(str(line), [gold()["line_roles"][line - 1]])


def by_line(lexicon: bool = True) -> dict[int, list[pdx.Part]]:
    """The parts that touch each line that is not blank, by their bytes and not by the line that they claim."""
    parts = [(part.anchor.bytes, part) for part in page(lexicon).parts if part.role != "blank"]
    numbered = enumerate(zip(lines(), gold()["line_roles"]), 1)
    return {
        number: [part for (b, e), part in parts if b < end and e > begin]
        for number, ((begin, end), role) in numbered
        if role != "blank"
    }


def roles() -> tuple[int, int, list[str]]:
    """Lines whose parts all have an accepted role; how many lines there are; and what is wrong, a sentence each."""
    right, wrong = 0, []
    found = by_line()
    for number, here in found.items():
        told = {part.role for part in here}
        ok = len(told) == 1 and told <= set(accepted(number)) and all(part.line == number for part in here)
        right += ok
        if not ok:
            wrong.append(f"line {number}: {[(part.role, part.line) for part in here]}, accepted {accepted(number)}")
    return right, len(found), wrong


def alternatives() -> tuple[int, int, list[str]]:
    """Other accepted readings of the ambiguous lines that stand among the alternatives, less sure than the role and that less
    sure than on other lines; how many there are; and what is wrong."""
    right, of, wrong = 0, 0, []
    found = by_line()
    for number in map(int, gold()["ambiguous_lines"]):
        part = found[number][0]
        others = dict(part.alternatives)
        for role in set(accepted(number)) - {part.role}:
            of += 1
            ok = role in others and others[role] < part.confidence < 0.9
            right += ok
            if not ok:
                wrong.append(f"line {number}: {part.role} {part.confidence:.2f}, {others}; accepted {accepted(number)}")
    return right, of, wrong


def fields(lexicon: bool = True) -> dict[str, int]:
    """For how many of the ten posts each field is right."""
    counts: Counter[str] = Counter()
    where = lines()
    for post, want in zip(archive(lexicon), gold()["posts"], strict=False):
        parts = [part for part in post.parts if part.role != "blank"]
        spans = {role: [part.anchor.bytes for part in parts if part.role == role] for role in pdx._core.ROLES}
        counts["title"] += post.title == want["title"] == post.title.anchor.quote
        counts["tags"] += list(post.tags) == want["tags"] and all(tag.anchor.quote == tag for tag in post.tags)
        counts["byline"] += post.byline == want["byline"]
        counts["range"] += post.anchor.bytes == post.appearances[0].span == tuple(want["byte_span"])
        counts["lines"] += (parts[0].line, parts[-1].line) == (want["first_line"], want["last_line"])
        for name, role in FIELDS.items():
            counts[name] += [part.text for part in parts if part.role == role] == want[name]
        wanted = [tight(where[number - 1]) for number in want["paragraph_lines"]]
        counts["paragraphs"] += spans["paragraph"] == wanted
        counts["published is None"] += post.published is None and post.appearances[0].date is None
    return dict(counts)


def tight(line: tuple[int, int]) -> tuple[int, int]:
    """A line without the white space round it."""
    begin, end = line
    raw = shared("founding/1988-massacre.txt").read_bytes()[begin:end].decode()
    front = len(raw[: len(raw) - len(raw.lstrip())].encode())
    back = len(raw[len(raw.rstrip()) :].encode())
    return begin + front, end - back


def fields_or_ambiguous() -> dict[str, int]:
    """`fields`, but headings, related lines, captions and paragraphs only where no accepted other reading is concerned."""
    counts = Counter(fields())
    for name, role in (*FIELDS.items(), ("paragraphs", "paragraph")):
        counts[name] = 0
        for post, want in zip(archive(), gold()["posts"], strict=False):
            got = {part.line for part in post.parts if part.role == role and len(accepted(part.line)) == 1}
            numbers = range(want["first_line"], want["last_line"] + 1)
            wanted = {n for n in numbers if gold()["line_roles"][n - 1] == role and len(accepted(n)) == 1}
            counts[name] += got == wanted
    return dict(counts)


def targets() -> tuple[int, int]:
    """Related lines: the post or the line that each one repeats, or nothing when the page does not show it."""
    right = 0
    found = by_line()
    for number, wanted in gold()["related_targets"].items():
        part = found[int(number)][0]
        post = None if part.target is None else part.target.number + 1
        if wanted is None:
            right += post is None and part.witness is None
        elif "post" in wanted:
            right += post == wanted["post"]
        else:
            right += post is None and part.witness == wanted["same_as_line"]
    return right, len(gold()["related_targets"])


def bounds() -> tuple[int, list[str]]:
    """Posts whose bounds are sound, as tight as the labels, and carry evidence for each side; and what is wrong."""
    right, wrong = 0, []
    for post, want in zip(archive(), gold()["date_bounds"], strict=True):
        low, high = (None if day is None else datetime.date.fromisoformat(day) for day in (want["not_before"], want["before"]))
        got = post.published_bounds
        tight_enough = low is None or (got.not_before is not None and got.not_before >= low)
        sound = got.not_before is None or high is None or got.not_before < high
        proved = all(
            any(each.bound == bound and each.day == day and each.anchor is not None and each.anchor.verify() for each in got.evidence)
            for bound, day in (("not_before", got.not_before), ("before", got.before))
            if day is not None
        )
        ok = tight_enough and sound and got.before == high and proved
        right += ok
        if not ok:
            wrong.append(f"post {want['post']}: {got}, wanted {low} to {high}")
    return right, wrong


def dates() -> dict[str, float]:
    """Precision, recall and values of `archive.date_mentions`, over the labels that stand in posts (an archive speaks of its
    posts; the labels in the page's heading and foot are two)."""
    labels = json.loads(shared("founding/1988-massacre.dates.json").read_text("utf-8"))["dates"]
    outside = {number for number, role in enumerate(gold()["line_roles"], 1) if role in OUTSIDE}
    labels = [label for label in labels if label["line"] not in outside]
    neutral = [tuple(label["span"]) for label in labels if label.get("optional")]
    counted = {tuple(label["span"]): label for label in labels if tuple(label["span"]) not in neutral}
    right = wrong = values = 0
    for mention in archive().date_mentions:
        begin, end = mention.anchor.bytes
        label = counted.get((begin, end))
        if label is not None:
            right += 1
            values += mention.kind == label["kind"] and (mention.value or None) == label["value"]
        elif not any(begin < e and b < end for b, e in neutral):
            wrong += 1
    return {"precision": right / (right + wrong), "recall": right / len(counted), "values": values / right, "labels": len(counted)}


def figures() -> dict[str, str]:
    """For the closing note."""
    right, of, _ = roles()
    table = {"line roles": f"{right}/{of}", "other readings as alternatives": "{}/{}".format(*alternatives()[:2])}
    table.update({f"fields: {name}": f"{count}/10" for name, count in fields_or_ambiguous().items()})
    table["related targets"] = "{}/{}".format(*targets())
    whole = page()
    table["label, kind, site"] = f"{whole.label}, {whole.kind}, {whole.site}"
    table["bounds"] = f"{bounds()[0]}/10"
    for query in ("regime", "massacre", "massacr*"):
        found = archive().find(query)
        table[f"find {query}"] = f"{found.in_posts} in posts + {found.in_remainders}; {found.counts.get('paragraph')} in paragraphs"
    mentions = dates()
    table["date mentions"] = ", ".join(f"{name} {mentions[name]:.4f}" for name in ("precision", "recall", "values"))
    table["posts without lexicon"] = f"{len(archive(False))}, titles {fields(False)['title']}/10, tags {fields(False)['tags']}/10"
    return table
