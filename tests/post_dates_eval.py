"""Judges the date mentions of the founding page against the labels made by hand.

    python tests/post_dates_eval.py

Counted are all kinds; what overlaps a mention marked optional counts
neither way. A mention is right when its span is; its value is judged on those. Prints precision, recall and values.
"""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from dumps import run  # noqa: E402
from shared_data import shared  # noqa: E402

NEUTRAL: set[str] = set()
PARTS = {"early": 1, "mid": 2, "late": 3}


def found(text: bytes):
    for line in run("mentions_dump", text, "lines").stdout.decode().splitlines():
        begin, end, kind, part, value = line.split("\t")
        yield {"span": (int(begin), int(end)), "kind": kind, "part": int(part), "value": value}


def judge(text: bytes, labels, show=False):
    counted = {tuple(d["span"]): d for d in labels if d["kind"] not in NEUTRAL and not d.get("optional")}
    neutral = [tuple(d["span"]) for d in labels if d["kind"] in NEUTRAL or d.get("optional")]
    right = wrong = values = 0
    seen = set()
    for mention in found(text):
        span = mention["span"]
        label = counted.get(span)
        if label is not None:
            seen.add(span)
            right += 1
            good = (mention["value"] or None) == label["value"] and mention["kind"] == label["kind"] and mention["part"] == PARTS.get(label.get("part"), 0)
            values += good
            if show and not good:
                print("value", mention, label)
        elif not any(span[0] < e and b < span[1] for b, e in neutral):
            wrong += 1
            if show:
                print("wrong", mention, text[span[0] - 30 : span[1] + 20])
    if show:
        for span in sorted(set(counted) - seen):
            print("missed", counted[span])
    return right / (right + wrong), right / len(counted), values / right


def figures(show=False):
    labels = json.loads(shared("founding/1988-massacre.dates.json").read_text("utf-8"))["dates"]
    return judge(shared("founding/1988-massacre.txt").read_bytes(), labels, show)


if __name__ == "__main__":
    precision, recall, values = figures(show="-v" in sys.argv)
    print(f"precision {precision:.4f}  recall {recall:.4f}  values {values:.4f}")
    sys.exit(not (precision >= 0.98 and recall >= 0.95 and values >= 0.97))
