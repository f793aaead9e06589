"""The XML tokenizer against expat: of every well-formed document the same events, generated ones and all shared exports and feeds; and that
however a document is damaged or cut, its tokens cover it.

Out of scope: documents that declare entities or default attributes, since declarations are passed over."""

import random
import re
from pathlib import Path
from xml.parsers import expat

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shared_data import shared

pytestmark = pytest.mark.standalone
BOMS = [(b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe\0\0", "utf-32-le"), (b"\0\0\xfe\xff", "utf-32-be"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")]
BEGINNINGS = [(b"<\0\0\0", "utf-32-le"), (b"\0\0\0<", "utf-32-be"), (b"<\0", "utf-16-le"), (b"\0<", "utf-16-be")]


class Events:
    """What a parser has said: text in one piece, its sections marked."""

    def __init__(self):
        self.list = []

    def add(self, *event):
        self.list.append(event)

    def text(self, text):
        if self.list and self.list[-1][0] == "text":
            self.list[-1] = ("text", self.list[-1][1] + text)
        elif text:
            self.add("text", text)


def names_of(uri, name):
    """As expat writes a name whose prefix has been resolved."""
    local = name.rpartition(":")[2]
    return f"{uri} {local}" if uri else local


def of_expat(text: bytes, resolved: bool):
    """None when the document is not well-formed."""
    events, declaring = Events(), []
    parser = expat.ParserCreate("utf-8", " ") if resolved else expat.ParserCreate("utf-8")
    parser.ordered_attributes = True
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, attributes: events.add("start", name, list(zip(attributes[::2], attributes[1::2], strict=True)))
    parser.EndElementHandler = lambda name: events.add("end", name)
    parser.CharacterDataHandler = events.text
    parser.StartCdataSectionHandler = lambda: events.add("cdata")
    parser.EndCdataSectionHandler = lambda: events.add("cdata end")
    parser.CommentHandler = lambda comment: declaring or events.add("comment", comment)
    parser.ProcessingInstructionHandler = lambda name, content: declaring or events.add("instruction", name, content)
    parser.StartDoctypeDeclHandler = lambda name, *_: (events.add("doctype", name), declaring.append(name))
    parser.EndDoctypeDeclHandler = declaring.clear
    parser.SkippedEntityHandler = lambda name, is_parameter: is_parameter or events.text(f"&{name};")
    try:
        parser.Parse(text, True)
    except expat.ExpatError:
        return None
    return events.list


def of_ours(answer, resolved: bool):
    events, opened = Events(), []
    for token in answer.tokens:
        if token.kind == "open":
            is_empty, name, uri = token.fields[1], token.text(2), token.text(3)
            attributes = [(token.text(at), token.text(at + 1), token.text(at + 2)) for at in range(4, len(token.fields), 3)]
            if resolved:
                attributes = [(names_of(of, each), "", value) for each, of, value in attributes if each.split(":")[0] != "xmlns"]
                name = names_of(uri, name)
            events.add("start", name, [(each, value) for each, _, value in attributes])
            if is_empty:
                events.add("end", name)
            else:
                opened.append(name)
        elif token.kind in ("close", "end"):
            for _ in range(token.fields[1]):
                events.add("end", opened.pop())
        elif token.kind == "text" and token.fields[0] > 0:
            events.text(token.text(1))
        elif token.kind == "cdata":
            events.add("cdata")
            events.text(token.text(1))
            events.add("cdata end")
        elif token.kind == "comment":
            events.add("comment", token.text(1))
        elif token.kind == "instruction" and token.text(1) != "xml":
            events.add("instruction", token.text(1), token.text(2))
        elif token.kind == "doctype":
            events.add("doctype", token.text(1))
    return events.list


def check_cover(text: bytes, answer):
    assert b"".join(text[token.begin : token.end] for token in answer.tokens) == text


def check_document(tokenizer, text: bytes):
    answer = tokenizer.xml(text)
    check_cover(text, answer)
    assert of_ours(answer, False) == of_expat(text, False)
    if (wanted := of_expat(text, True)) is not None:  # prefixes may be undeclared
        assert of_ours(answer, True) == wanted
    assert [what for _, what in answer.problems if what != "xml-cdata-in-cdata"] == []  # which may stand there, and may be an accident


XML_TEXT = st.text(st.one_of(st.sampled_from("\t\n\r <>&'\"]]--??;#x "), st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co"])), max_size=12)
NAMES = st.from_regex(r"[a-zA-Z_é][a-zA-Z0-9_.é-]{0,6}", fullmatch=True).filter(lambda name: not name.lower().startswith("xml"))
QNAMES = st.builds(lambda prefix, name: prefix + name, st.sampled_from(["", "", "a:", "b:"]), NAMES)
REFERENCES = st.sampled_from(["&amp;", "&lt;", "&gt;", "&quot;", "&apos;", "&#10;", "&#13;", "&#x9;", "&#8217;", "&#x1F600;"])
SPACE = st.sampled_from([" ", "  ", "\n", "\t", "\r\n", "\r"])


def escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("]]>", "]]&gt;")


TEXT = st.one_of(XML_TEXT.map(escaped), REFERENCES)
CDATA = XML_TEXT.map(lambda text: "<![CDATA[" + text.replace("]]>", "]] >") + "]]>")
COMMENT = XML_TEXT.map(lambda text: "<!--" + text.replace("-", "~") + "-->")
INSTRUCTION = st.builds(lambda name, text: f"<?{name} {text.replace('?', '!')}?>", NAMES, XML_TEXT)
VALUE = st.one_of(
    TEXT.map(lambda text: '"' + text.replace('"', "&quot;") + '"'),
    TEXT.map(lambda text: "'" + text.replace("'", "&apos;") + "'"),
)
EQUALS = st.sampled_from(["=", " = ", "\n="])
ATTRIBUTE = st.tuples(QNAMES, EQUALS, VALUE)
DECLARATION = st.tuples(st.sampled_from(["xmlns", "xmlns:a", "xmlns:b"]), EQUALS, st.sampled_from(["'urn:one'", '"urn:two&amp;more"']))


@st.composite
def elements(draw, content):
    name = draw(QNAMES)
    attributes = {each[0]: each for each in draw(st.lists(st.one_of(ATTRIBUTE, DECLARATION), max_size=4))}
    tag = name + "".join(draw(SPACE) + "".join(each) for each in attributes.values()) + draw(st.sampled_from(["", "", " ", "\n"]))
    inner = "".join(draw(st.lists(content, max_size=5)))
    if not inner and draw(st.booleans()):
        return f"<{tag}/>"
    return f"<{tag}>{inner}</{name}{draw(st.sampled_from(['', ' ']))}>"


CONTENT = st.recursive(st.one_of(TEXT, CDATA, COMMENT, INSTRUCTION), elements, max_leaves=12)
MISC = st.lists(st.one_of(COMMENT, INSTRUCTION, SPACE), max_size=2).map("".join)
HEAD = st.sampled_from(["", '<?xml version="1.0"?>', "<?xml version='1.0' encoding='utf-8' ?>\n"])
DOCTYPE = st.sampled_from(["", "<!DOCTYPE a>", "<!DOCTYPE a PUBLIC '-//x//' \"y>\" [ <!-- ]> ' --> <!ELEMENT a (b|c)> <?x ]>' ?> ] >"])
DOCUMENT = st.builds(lambda *parts: "".join(parts).encode(), HEAD, MISC, DOCTYPE, MISC, elements(CONTENT), MISC)


def test_generated(tokenizer):
    compared = 0

    @settings(max_examples=300, deadline=None, database=None, derandomize=True)
    @given(document=DOCUMENT)
    def check(document):
        nonlocal compared
        if of_expat(document, False) is not None:
            compared += 1
            check_document(tokenizer, document)

    check()
    assert compared > 250


@settings(max_examples=150, deadline=None, database=None, derandomize=True)
@given(document=DOCUMENT, seed=st.integers(0, 2**32))
def test_damaged(tokenizer, document, seed):
    """Whatever is done to a document, its tokens cover it, and are the same in pieces."""
    rng, damaged = random.Random(seed), bytearray(document)
    for _ in range(rng.randrange(1, 6)):
        at = rng.randrange(len(damaged) + 1)
        damaged[at : at + rng.randrange(4)] = rng.choice([b"", b"<", b"&", b">", b"'", b'"', b"\0", b"]]>", b"<![CDATA[", b"<!--", b"</a>", b"\x0b", b"<?", b"\xff"])
    damaged = bytes(damaged)
    answer = tokenizer.xml(damaged)
    check_cover(damaged, answer)
    for piece in (1, 2, 5):
        assert tokenizer.xml(damaged, piece) == answer


def as_utf8(raw: bytes) -> bytes | None:
    """The document in UTF-8, by its byte order mark or what it says of itself; None when it is neither."""
    encoding = next((encoding for mark, encoding in BOMS + BEGINNINGS if raw.startswith(mark)), None)
    if encoding is None:
        said = re.match(rb"""<\?xml[^>]*?encoding=["']([A-Za-z0-9._-]+)""", raw)
        encoding = said[1].decode() if said else "utf-8"
    try:
        return raw.decode(encoding).lstrip("\ufeff").encode()
    except (UnicodeDecodeError, LookupError):
        return None


def documents(folder: str) -> list[Path]:
    return sorted(path for path in shared(folder).rglob("*.xml") if path.is_file())


@pytest.mark.parametrize(("folder", "at_least"), [("data/wxr", 30), ("data/feeds", 1500)])
def test_real(tokenizer, folder, at_least):
    compared, declaring, wrong = 0, 0, []
    for path in documents(folder):
        text = as_utf8(path.read_bytes())
        if text is None or of_expat(text, False) is None:
            continue
        if re.search(rb"<!(ENTITY|ATTLIST)", text):
            declaring += 1
            continue
        compared += 1
        try:
            check_document(tokenizer, text)
        except AssertionError as error:
            wrong.append(f"{path}: {str(error)[:500]}")
    print(f"{folder}: {compared} compared, {declaring} declare entities or attributes")
    assert wrong == []
    assert compared >= at_least


def test_real_in_pieces(tokenizer):
    """Damaged and whole exports, cut anywhere."""
    for path in documents("data/wxr"):
        text = path.read_bytes()
        answer = tokenizer.xml(text)
        check_cover(text, answer)
        for piece in (1, 4096) if len(text) < 20000 else (777,):
            assert tokenizer.xml(text, piece) == answer


@pytest.mark.parametrize("document", [b"<a>b & c</a>", b"<a><b></a>", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", b"<a b='' b=''/>"])
def test_a_planted_fault_is_found(tokenizer, document):
    """The negative control: what expat reads in another way, or not at all."""
    with pytest.raises(AssertionError):
        check_document(tokenizer, document)
