"""Archives in the forms of other tools: TEI, vertical text, folders of plain text."""

from __future__ import annotations

import re
import unicodedata

from ._errors import UsageError, shown
from ._export import _writing
from ._files import Written, file_error, path_of
from ._version import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ._parts import Part
    from ._post import Post
    from ._types import Path, Target

# What a post says, in the order in which it stands; its tags, author and day are told apart.
ROLES = ("title", "summary", "caption", "image_alt", "heading", "paragraph", "quote", "list", "code", "table")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def parts_of(archive: Any, post: Post) -> Iterator[Part]:
    """The parts of a post that are its text, as far as the archive looks at them."""
    roles = archive._roles
    for part in post.parts:
        if part.role in ROLES and (roles is None or part.role in roles):
            yield part


def _plain(text: str) -> str:
    """As XML can have it, in one line."""
    return " ".join(_NOT_XML.sub("\ufffd", text).split())


def content(text: str) -> str:
    """As an element of XML can have it, in one line."""
    return _plain(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _attribute(text: str) -> str:
    return content(text).replace('"', "&quot;")


def _facts(post: Post) -> dict[str, str]:
    """What is known of a post, as texts; what is not told is empty."""
    published = post.published
    return {
        "title": post.title or "", "author": post.author or "", "published": "" if published is None else published.iso, "tags": "|".join(post.tags),
        "url": post.url or "", "language": post.language or "", "source": post.anchor.source, "line": str(post.anchor.line),
        "byte_begin": str(post.anchor.bytes[0]), "byte_end": str(post.anchor.bytes[1]),
    }  # fmt: skip


# ------------------------------------------------------------ TEI

_ELEMENTS = {"title": "head", "heading": "head", "quote": "quote", "list": "p", "code": "ab", "table": "ab", "caption": "note", "image_alt": "note"}


def _tei_part(part: Part) -> str:
    name = _ELEMENTS.get(part.role, "p")
    kind = f' type="{part.role}"' if name in ("note", "ab", "head") or part.role == "list" else ""
    begin, end = part.anchor.bytes
    return f'<{name}{kind} n="{begin}-{end}">{content(part.text)}</{name}>'


def _tei_post(archive: Any, post: Post) -> str:
    facts = {name: content(value) for name, value in _facts(post).items()}
    author = f"<author>{facts['author']}</author>" if facts["author"] else ""
    date = f'<date when="{_attribute(facts["published"])}">{facts["published"]}</date>' if facts["published"] else "<date>unknown</date>"
    words = "".join(f"<term>{content(tag)}</term>" for tag in post.tags)
    keywords = f"<profileDesc><textClass><keywords>{words}</keywords></textClass></profileDesc>" if words else ""
    url = f' <ref target="{_attribute(post.url)}">{facts["url"]}</ref>' if post.url else ""
    language = f' xml:lang="{facts["language"]}"' if facts["language"] else ""
    # A division has its heads before anything else in it: what stands before the title is brought behind it.
    parts = list(parts_of(archive, post))
    heads = [part for part in parts if part.role == "title"][:1]
    body = [part for part in parts if part not in heads]
    inside = "\n".join(_tei_part(part) if part.role != "heading" else f'<p rend="heading" n="{part.anchor.bytes[0]}-{part.anchor.bytes[1]}">{content(part.text)}</p>' for part in [*heads, *body])
    return (
        f'<TEI xml:id="post-{post.number}"{language}>\n<teiHeader><fileDesc><titleStmt><title>{facts["title"]}</title>{author}</titleStmt>'
        f"<publicationStmt><p>{date}</p></publicationStmt><sourceDesc><p>{facts['source']}, line {facts['line']}, bytes {facts['byte_begin']}-{facts['byte_end']}{url}</p></sourceDesc></fileDesc>{keywords}</teiHeader>\n"
        f"<text><body><div>\n{inside or '<p/>'}\n</div></body></text>\n</TEI>\n"
    )


def tei(archive: Any, path: Target) -> None:
    with _writing(path) as file:
        file.write('<?xml version="1.0" encoding="UTF-8"?>\n<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">\n<teiHeader><fileDesc><titleStmt><title>Posts</title></titleStmt>')
        file.write(f"<extent><measure unit=\"post\" quantity=\"{len(archive)}\"/></extent><publicationStmt><p>postdex {__version__}</p></publicationStmt><sourceDesc>")
        for source in archive.sources:
            file.write(f"<p>{content(source.name)}</p>")
        file.write("</sourceDesc></fileDesc></teiHeader>\n")
        for post in archive:
            file.write(_tei_post(archive, post))
        file.write("</teiCorpus>\n")


# ------------------------------------------------------------ vertical text


def _sentences(part: Part) -> Iterator[list[Any]]:
    """The words of a part, sentence by sentence; of a word with a hyphen or an apostrophe its pieces."""
    words = [token for token in part.tokens if token.pieces == 1]
    ends = [sentence.anchor._place[3] for sentence in part.sentences]
    at = 0
    for end in [*ends, float("inf")]:
        begin = at
        while at < len(words) and words[at].begin < end:
            at += 1
        if at > begin:
            yield words[begin:at]


def vertical(archive: Any, path: Target) -> None:
    with _writing(path) as file:
        for post in archive:
            facts = " ".join(f'{name}="{_attribute(value)}"' for name, value in _facts(post).items())
            file.write(f'<post id="{post.number}" {facts}>\n')
            for part in parts_of(archive, post):
                file.write(f'<part role="{part.role}">\n')
                for sentence in _sentences(part):
                    lines = "".join(f"{content(token.text)}\t{content(token.term)}\n" for token in sentence)
                    file.write(f"<s>\n{lines}</s>\n")
                file.write("</part>\n")
            file.write("</post>\n")


# ------------------------------------------------------------ folders


def _slug(title: str) -> str:
    ascii_only = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall("[a-z0-9]+", ascii_only))[:40].strip("-")


_TABLE = "metadata.csv"
_COLUMNS = ["file", "post", "title", "author", "published", "tags", "url", "language", "source", "line", "byte_begin", "byte_end"]
_TEXT = re.compile(r"[0-9]{5,}(-[a-z0-9-]+)?\.txt")


def _earlier(folder: str) -> list[str]:
    """The files of a folder that `antconc` wrote, all of which a new export replaces; a folder that holds anything else is refused."""
    import csv
    import os

    held = sorted(os.listdir(folder))
    if not held:
        return []
    named: set[str | None] = set()
    if _TABLE in held and os.path.isfile(os.path.join(folder, _TABLE)):
        try:
            with open(os.path.join(folder, _TABLE), encoding="utf-8", newline="") as file:
                reader = csv.DictReader(file)
                if reader.fieldnames == _COLUMNS:
                    named = {_TABLE, *(row["file"] for row in reader)}
        except (ValueError, csv.Error):
            pass  # a table of somebody else's
    strange = [name for name in held if name not in named or not (name == _TABLE or _TEXT.fullmatch(name)) or not os.path.isfile(os.path.join(folder, name))]
    if strange:
        raise UsageError(f"the folder holds something else than an earlier export ({shown(strange[0])}): name a new folder, or an empty one", path=folder)
    return held


def antconc(archive: Any, folder: Path) -> None:
    import csv
    import os

    folder = path_of(folder)
    try:
        os.makedirs(folder, exist_ok=True)
        stale = set(_earlier(folder))
    except OSError as error:
        raise file_error(error, folder) from error
    names: dict[int, str] = {}
    for post in archive:
        slug = _slug(post.title or "")
        names[post.number] = f"{post.number:05}{'-' if slug else ''}{slug}.txt"
    # In this order the table names every file that is there, also where writing ends too early: the next export replaces them.
    for name in sorted(stale - {_TABLE, *names.values()}):
        try:
            os.remove(os.path.join(folder, name))
        except OSError as error:
            raise file_error(error, os.path.join(folder, name)) from error
    with Written(os.path.join(folder, _TABLE), newline="") as file:
        writer = csv.DictWriter(file, _COLUMNS)
        writer.writeheader()
        writer.writerows({"file": names[post.number], "post": post.number, **_facts(post)} for post in archive)
    for post in archive:
        with Written(os.path.join(folder, names[post.number]), safe=False) as file:  # of many files, which can all be made again
            file.write("\n\n".join(part.text.strip() for part in parts_of(archive, post)) + "\n")
