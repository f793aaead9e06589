"""Quotations through the package, against what was labelled by hand: the founding page, and invented paragraphs (quotes_blind.py).

Read by test_quotes_truth.py, which asserts the figures, and run alone to print them with what is wrong: python tests/truth/quotes_truth.py.
"""

import json
import sys
import unicodedata
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent.parent))

import founding_truth
import postdex as pdx
import quotes_blind
import quotes_later
from shared_data import shared


def f1(right: int, found: int, wanted: int) -> float:
    return 2 * right / (found + wanted) if found + wanted else 1.0


def same_name(a: str | None, b: str | None) -> bool:
    def plain(name: str | None) -> str:
        return " ".join(unicodedata.normalize("NFKC", name or "").replace("’", "'").casefold().split())

    return plain(a) == plain(b)


@cache
def spellings() -> list[set[str]]:
    """Names of one person or organisation, as the page spells them."""
    people = json.loads(shared("founding/1988-massacre.people.json").read_text("utf-8"))
    return [{each["text"] for each in group["variants"]} for group in people["groups"]]


def same_person(a: str | None, b: str | None) -> bool:
    if same_name(a, b) or a is None or b is None:
        return same_name(a, b)
    return any(a in group and b in group for group in spellings())


def founding() -> dict[str, float | list[str]]:
    """Spans F1; of the spans that are right, the share with the right kind; precision and recall of speakers over all labels that stand in
    posts (an archive speaks of its posts)."""
    labels = json.loads(shared("founding/1988-massacre.quotes.json").read_text("utf-8"))["quotes"]
    outside = {number for number, role in enumerate(founding_truth.gold()["line_roles"], 1) if role in founding_truth.OUTSIDE}
    wanted = {tuple(label["span"]): label for label in labels if label["line"] not in outside}
    found = {quote.anchor.bytes: quote for quote in founding_truth.archive().quotes}
    right = wanted.keys() & found.keys()
    wrong = [f"line {wanted[span]['line']}: missed {wanted[span]['text']!r}" for span in sorted(wanted.keys() - right)]
    wrong += [f"line {found[span].anchor.line}: no quotation {found[span].anchor.quote!r}" for span in sorted(found.keys() - right)]
    kinds = said = said_right = 0
    for span in sorted(right):
        label, quote = wanted[span], found[span]
        also = label.get("also", {})
        kind = quote.kind in (label["kind"], *also.get("kind", ()))
        kinds += kind
        accepted = [label["speaker"], *also.get("speaker", ())]
        speaker = any(same_person(quote.speaker, name) for name in accepted)
        said += quote.speaker is not None
        said_right += quote.speaker is not None and speaker
        if not kind or not speaker:
            wrong.append(
                f"line {label['line']}: {label['text'][:60]!r} is {quote.kind}, {quote.speaker!s} ({quote.attribution}, {quote.cue!s}); "
                f"wanted {label['kind']}, {label['speaker']} ({label['attribution']}, {label['cue']}), also {also}"
            )
    return {
        "spans": f1(len(right), len(found), len(wanted)),
        "kinds": kinds / len(right),
        "speakers precision": said_right / max(said, 1),
        "speakers recall": said_right / sum(label["speaker"] is not None for span, label in wanted.items()),
        "nested": sum((found[s].nested is not None) == (wanted[s]["nested_in"] is not None) for s in right) / len(right),
        "labels": len(wanted),
        "wrong": wrong,
    }


def invented(texts: list[quotes_blind.Text]) -> dict[str, float | list[str]]:
    """The same over the invented paragraphs: a quotation is named by its words; speakers are printed names."""
    spans = [0, 0, 0]
    kinds = right = said = said_right = speakers = 0
    wrong = []
    for text in texts:
        archive = pdx.from_records([{"title": "Notes", "text": text.text}], language=text.language)
        found = [quote for quote in archive.quotes if quote.part.role == "paragraph"]
        by_words: dict[str, list[pdx.Quote]] = {}
        for quote in found:
            by_words.setdefault(str(quote.text), []).append(quote)
        spans[1] += len(found)
        spans[2] += len(text.quotes)
        speakers += sum(speaker is not None for _, _, speaker in text.quotes)
        for words, kind, speaker in text.quotes:
            if not by_words.get(words):
                wrong.append(f"{text.language}: missed {words!r} of {text.text[:60]!r}")
                continue
            quote = by_words[words].pop(0)
            spans[0] += 1
            right += 1
            told = "nested" if quote.nested is not None and kind == "nested" else quote.kind
            kinds += told == kind
            said += quote.speaker is not None
            said_right += quote.speaker is not None and same_name(quote.speaker, speaker)
            if told != kind or not same_name(quote.speaker, speaker):
                wrong.append(f"{text.language}: {words[:50]!r} is {told}, {quote.speaker!s} ({quote.attribution}, {quote.cue!s}); wanted {kind}, {speaker}")
        wrong += [f"{text.language}: no quotation {words!r}" for words, left in by_words.items() for _ in left]
    return {
        "spans": f1(*spans),
        "kinds": kinds / max(right, 1),
        "speakers precision": said_right / max(said, 1),
        "speakers recall": said_right / speakers,
        "labels": spans[2],
        "wrong": wrong,
    }


if __name__ == "__main__":
    for title, figures in (("founding page", founding()), ("invented paragraphs", invented(quotes_blind.TEXTS)), ("more of them", invented(quotes_later.TEXTS))):
        print(title)
        for name, figure in figures.items():
            if name == "wrong":
                print(*(f"    {each}" for each in figure), sep="\n")
            else:
                print(f"  {name}: {figure:.4f}" if isinstance(figure, float) else f"  {name}: {figure}")
