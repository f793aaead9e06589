"""Spellings of people through the package, against what was labelled by hand on the founding page: run alone to print the figures."""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent.parent))

import founding_truth
from shared_data import shared


def people(kinds: tuple[str, ...] = ("person",)) -> dict[str, float | int | list[str]]:
    """Precision and recall of `archive.names`, asked for each labelled person by the name that the labels have: over printed spellings, and over mentions
    (spellings weighed by how often they are printed). Spellings on lines outside of posts do not count: an archive speaks of its posts."""
    groups = json.loads(shared("founding/1988-massacre.people.json").read_text("utf-8"))["groups"]
    outside = {number for number, role in enumerate(founding_truth.gold()["line_roles"], 1) if role in founding_truth.OUTSIDE}
    right = found = wanted = 0
    wrong = []
    for group in groups:
        if group["kind"] not in kinds:
            continue
        printed = {each["text"] for each in group["variants"] if not set(each["lines"]) <= outside}
        told = {spelling.text for spelling in founding_truth.archive().names(group["name"]).spellings}
        right += len(told & printed)
        found += len(told)
        wanted += len(printed)
        wrong += [f"{group['name']}: missed {text}" for text in sorted(printed - told)]
        wrong += [f"{group['name']}: is not {text}" for text in sorted(told - printed)]
    return {"precision": right / found, "recall": right / wanted, "spellings": wanted, "wrong": wrong}


if __name__ == "__main__":
    for kinds in (("person",), ("organisation",)):
        print(*kinds)
        for name, figure in people(kinds).items():
            print(*(f"    {each}" for each in figure), sep="\n") if name == "wrong" else print(f"  {name}: {figure:.4f}")
