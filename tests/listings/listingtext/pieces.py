"""A page as what makes text of markup writes it when it puts a line end between all strings: each link and each emphasis is a line, there are no blank
lines. Invented as well: links stand round what an entry prints in its fields (dates, names, terms), and at random in paragraphs."""

import re
from random import Random

FIELDS = {"tags", "categories", "byline", "date", "comments"}
TEXT = {"paragraph", "quote", "list"}
LINKS = 0.5           # share of the paragraphs that have any
HEAD = 60             # letters of a body by which the judge knows it: links in them have blanks on both sides
SIGNS = ".,;:!?)،؛؟。，、"


def strings_of(entry: dict | None) -> list[str]:
    """What stands in links or elements of its own in the fields of an entry, the longest first."""
    if entry is None:
        return []
    said = [*entry["tags"], *entry["categories"], entry["author"], entry["date"]]
    return sorted({each.strip() for each in said if each and each.strip()}, key=len, reverse=True)


def broken_field(text: str, strings: list[str]) -> list[str]:
    if not strings:
        return [text]
    found = re.split("(" + "|".join(r"(?<!\w)" + re.escape(each) + r"(?!\w)" for each in strings) + ")", text)
    return [piece.strip() for piece in found if piece.strip()]


def broken_text(text: str, rng: Random) -> list[str]:
    words = [match.span() for match in re.finditer(r"\S+", text)]
    if len(words) < 12 or rng.random() >= LINKS:
        return [text]
    first = rng.randrange(3, len(words) - 6)
    begin, end = words[first][0], words[first + rng.randrange(1, 4)][1]
    if begin > HEAD:  # a sign behind the link stands outside it
        while end > begin + 1 and text[end - 1] in SIGNS:
            end -= 1
    return [piece.strip() for piece in (text[:begin], text[begin:end], text[end:]) if piece.strip()]


def broken(text: str, roles: list[str], also: dict[int, list[str]], entries: list[dict], rng: Random) -> tuple[str, list[str], dict[int, list[str]]]:
    """The page in pieces, with a role for each; the lines of `entries` are brought up to date."""
    out: list[str] = []
    new_roles: list[str] = []
    new_also: dict[int, list[str]] = {}
    first_of: dict[int, int] = {}
    last_of: dict[int, int] = {}
    for number, (line, role) in enumerate(zip(text.split("\n"), roles), 1):
        if role == "blank" or not line.strip():
            continue
        entry = next((each for each in entries if each["lines"][0] <= number <= each["lines"][1]), None)
        pieces = [line.strip()]
        if role in FIELDS:
            pieces = broken_field(line.strip(), strings_of(entry))
        elif role in TEXT:
            pieces = broken_text(line.strip(), rng)
        first_of[number] = len(out) + 1
        for piece in pieces:
            out.append(piece)
            new_roles.append(role)
            if number in also:
                new_also[len(out)] = also[number]
        last_of[number] = len(out)
    for entry in entries:
        begin, end = entry["lines"]
        entry["lines"] = [first_of[begin], last_of[end]]
        if "title_line" in entry:
            entry["title_line"] = first_of[entry["title_line"]]
    return "\n".join(out) + "\n", new_roles, new_also
