"""The HTML tokenizer on real pages: its tokens cover them, are the same in pieces, and say what Python's own parser says of the same page."""

from html.parser import HTMLParser

import pytest
from shared_data import shared

pytestmark = pytest.mark.standalone
PAGES = sorted(shared("data/listings").glob("*/html/*.html"))


class Said(HTMLParser):
    """Tags with their attributes, and the text between them in one piece."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.list, self.pieces = [], []

    def _add(self, *event):
        text = "".join(self.pieces)
        self.pieces.clear()
        if text:
            self.list.append(("text", text))
        self.list.append(event)

    def handle_starttag(self, tag, attrs):
        first: dict[str, str] = {}
        for name, value in attrs:
            first.setdefault(name, value or "")
        self._add("open", tag, first)

    def handle_endtag(self, tag):
        self._add("close", tag)

    def handle_data(self, data):
        self.pieces.append(data)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)

    def handle_comment(self, data):
        self._add("comment", data)


def of_ours(answer):
    said = Said()
    for token in answer.tokens:
        if token.kind == "text":
            said.handle_data(token.text(0))
        elif token.kind == "open":
            said.handle_starttag(token.text(1), [(token.text(at), token.text(at + 1)) for at in range(2, len(token.fields), 2)])
        elif token.kind == "close":
            said.handle_endtag(token.text(1))
        elif token.kind == "comment":
            said.handle_comment(token.text(0))
    return said.list


def test_there_are_pages():
    assert len(PAGES) > 50


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem[:40])
def test_page(tokenizer, path):
    raw = path.read_bytes()
    answer = tokenizer.html(raw)
    assert b"".join(raw[token.begin : token.end] for token in answer.tokens) == raw
    assert tokenizer.html(raw, piece=1013) == answer
    parser = Said()
    parser.feed(raw.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n"))
    parser.close()
    assert of_ours(answer) == parser.list
