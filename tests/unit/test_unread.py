"""Bytes in are bytes in records and bytes that are told of, in every form that is made of records, damaged or not."""

import json
import random

import pytest

import postdex as pdx
from shared_data import shared

FEED = "<?xml version='1.0'?><rss version='2.0'><channel><title>Town</title><link>https://a.example/</link>" + "".join(f"<item><title>Day {i}</title><description>It rained &amp; rained.</description></item>\n" for i in range(6)) + "<image><url>x</url></image></channel></rss>\n"
EXPORT = """<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel><wp:wxr_version>1.2</wp:wxr_version><wp:author><wp:author_login>ann</wp:author_login></wp:author>
<item><title>A</title><wp:post_type>post</wp:post_type></item><wp:tag><wp:tag_slug>x</wp:tag_slug></wp:tag><item><title>B</title><wp:post_type>page</wp:post_type></item></channel></rss>"""
ROWS = "".join(json.dumps({"title": f"Day {i}", "text": "Rain."}) + "\n\n" for i in range(4))
FORMS = {"feed": FEED, "wxr": EXPORT, "jsonl": ROWS, "json": json.dumps([{"title": "A"}, {"title": "B"}], indent=1), "jsonfeed": json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [{"id": "1", "content_text": "x"}, {"id": "2", "content_text": "y"}]}), "markdown": "---\ntitle: A\n---\nText.\n"}


def check(source):
    covered = sorted([*((begin, end, "") for begin, end, _ in source.unread), *((*page._record, "") for page in source.pages)])
    at = 0
    for begin, end, _ in covered:
        assert begin == at <= end
        at = end
    assert at == source.size


@pytest.mark.parametrize("form", FORMS)
def test_all_bytes(form):
    [source] = pdx.parse(FORMS[form], "x").sources
    assert source.form == form
    check(source)


def test_what_is_told():
    told = [what for _, _, what in pdx.parse(EXPORT, "x").sources[0].unread]
    assert told == ["before the first record: rss, channel, wp:wxr_version, wp:author, wp:author_login", "between two records: wp:tag, wp:tag_slug", "behind the last record"]
    assert {what for _, _, what in pdx.parse(ROWS, "x").sources[0].unread} <= {"white space"}
    assert pdx.parse("A page\n\nof text.").sources[0].unread == []


@pytest.mark.parametrize("seed", range(60))
def test_damaged(seed):
    generator = random.Random(seed)
    for text in (FEED, EXPORT):
        data = bytearray(text.encode())
        for _ in range(generator.randrange(1, 6)):
            at = generator.randrange(60, len(data))
            data[at : at + generator.randrange(40)] = bytes(generator.randrange(1, 256) for _ in range(generator.randrange(4)))
        try:
            archive = pdx.parse(bytes(data), "x")
        except pdx.FormatError:
            continue
        for source in archive.sources:
            if source.form in ("feed", "wxr"):
                check(source)


def test_shared_exports():
    for path in sorted(shared("data/wxr").rglob("*.xml"))[:12]:
        for source in pdx.open(path).sources:
            check(source)
