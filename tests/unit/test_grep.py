"""Regular expressions on text and on words."""

import pickle
import re

import pytest

import postdex as pdx

PATTERNS = [r"\w+", r"\b[A-Z]\w*", r"[^\s]+ed\b", r"(?i)the \w+", r"\d{4}", r"[aeiou]{2}", r"a|b|th", r"\.$", r"^\w+", r"\w+?ing", r"(\w)\w?"]


@pytest.fixture(scope="module")
def sample():
    return pdx.open(pdx.sample())


def by_hand(archive, pattern):
    """Parts of the fullest appearance of each post, searched by Python."""
    found = []
    for post in archive:
        for part in post.parts:
            text = part.text
            found += [(post.number, part.role, m.group()) for m in re.finditer(pattern, text) if m.group()]
    return found


@pytest.mark.parametrize("pattern", PATTERNS)
def test_same_as_by_hand(sample, pattern):
    lines = sample.grep(pattern)
    assert [(line.post.number, line.role, line.node) for line in lines] == by_hand(sample, pattern)
    assert len(lines) > 0


def test_lines(sample):
    lines = sample.grep(r"flood\w*", ignore_case=True)
    assert len(lines) > 0
    for line in lines:
        assert line.anchor.quote == line.node
        assert "\n" not in line.before + line.after
        assert line.before + line.node + line.after in line.part.text
        assert line.position is None
    assert lines.pattern == r"flood\w*"
    assert lines.ignore_case
    assert lines.recipe.code.endswith(r".grep('flood\\w*', ignore_case=True)")
    assert pickle.loads(pickle.dumps(lines)) == lines
    assert pickle.loads(pickle.dumps(lines[2:5])) == lines[2:5]
    rows = lines.to_dicts()
    assert [row["node"] for row in rows] == [line.node for line in lines]
    assert rows[0]["byte_begin"] == lines[0].anchor.bytes[0]


def test_views(sample):
    titles = sample.within("title").grep(r"\w+")
    assert {line.role for line in titles} == {"title"}
    some = sample[2:3].grep(r"\w+")
    assert {line.post.number for line in some} == {sample[2].number}


def test_anchored_in_other_letters():
    archive = pdx.parse("باران\n\nدیروز در تهران ۱۲ میلی‌متر باران آمد.")
    (line,) = archive.grep(r"[۰-۹]+")
    assert line.node == "۱۲"
    assert line.anchor.quote == "۱۲"
    assert [line.node for line in archive.grep(r"\bبارا\w+")] == ["باران", "باران"]


@pytest.mark.parametrize("pattern", ["flood.*", "..e", "[a-f]+", ".*(ing|ed)", "the|a", "librar(y|ies)"])
def test_words(sample, pattern):
    lines = sample.find(f"/{pattern}/")
    plain = {line.node.lower() for line in lines if line.node.isascii() and line.node.isalpha()}
    every = {line.node.lower() for line in sample.grep(r"\b[A-Za-z]+\b")}
    assert plain >= {word for word in every if re.fullmatch(pattern, word)} & plain
    assert all(re.fullmatch(pattern, word) for word in plain)
    for word in {word for word in every if re.fullmatch(pattern, word)}:
        assert len(sample.find(word)) == 0 or word in plain
    assert {hit.post.number for hit in sample.search(f"/{pattern}/")} == {line.post.number for line in lines if line.post is not None}


def test_in_phrases_and_scopes(sample):
    assert {line.node.split()[-1].lower() for line in sample.find("the /flood.*/")} <= {line.node.lower() for line in sample.find("/flood.*/")}
    assert len(sample.search("title:/flood.*/")) == len(sample.search("title:flood*"))
    assert len(sample.search("-/.*/")) == 0
    assert len(sample.search("library/town")) == len(sample.search("library-town"))


def test_letters_are_folded():
    archive = pdx.parse("Orte\n\nDer Weg nach Zürich, über Café und ZÜRICH.")
    assert [line.node for line in archive.find("/zür.*/")] == ["Zürich", "ZÜRICH"]
    assert [line.node for line in archive.find("/caf[eé]/")] == ["Café"]


@pytest.mark.parametrize("pattern", [r"(?=a)", r"(?<!a)b", r"\1", "*a", "[z-a]", "(a", "a)", "[a", r"\q", "a{3,2}", "a++", "\\"])
def test_what_cannot_be_read_raises(sample, pattern):
    with pytest.raises(pdx.UsageError, match="regular expression"):
        sample.grep(pattern)


def test_limits(sample):
    for pattern in ("a" * 5000, "a{5000}", "(((a{100}){100}){100})"):
        with pytest.raises(pdx.LimitError, match="regular expression"):
            sample.grep(pattern)
    with pytest.raises(pdx.QueryError, match="not closed"):
        sample.search("x /(a/")
    with pytest.raises(TypeError):
        sample.grep(b"a")


@pytest.mark.parametrize("pattern", [r"(a*)*c", r"(a|a)*c", r"(a|aa)+$c", r"(a?){30}a{30}c", r"(.*)(.*)(.*)(.*)x", r"([a-z]+)*\d"])
def test_hostile_patterns_end(pattern):
    archive = pdx.parse("Rain\n\n" + "a" * 100_000)
    assert len(archive.grep(pattern)) == 0


def test_a_line_pickles_alone():
    archive = pdx.open(pdx.sample())
    for line in (archive.grep(r"[a-z]+ing\b, .")[0], archive.grep(r"7 to \d|“.")[0], archive.grep(r"[^\w\s]+ ")[3]):
        again = pickle.loads(pickle.dumps(line))
        assert again == line and (again.before, again.node, again.after) == (line.before, line.node, line.after)


def test_names_in_brackets_are_refused(sample):
    for pattern in ("[[:alpha:]]+", "[^[:space:]a]"):
        with pytest.raises(pdx.UsageError, match=r"names in brackets.*write \\w.*byte [12]\)"):
            sample.grep(pattern)
    assert len(sample.grep("[[:]")) == len(sample.grep("[:[]")) > 0
