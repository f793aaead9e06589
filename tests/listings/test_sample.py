"""The bundled sample archive and its labelled truth agree, and the sample holds the traps it is there for."""

import json
import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.standalone
HERE = Path(__file__).resolve().parent
SAMPLE = HERE.parents[1] / "python" / "postdex" / "sample"
TRUTH = json.loads((HERE / "sample_truth.json").read_text("utf-8"))
PAGES = sorted(TRUTH)
NBSP = "\u00a0"
FIELD_ROLES = {"image_alts": "image_alt", "captions": "caption", "headings": "heading", "related": "related"}


def page(name):
    data = (SAMPLE / name).read_bytes()
    text = data.decode("utf-8")
    assert text.endswith("\n") and "\r" not in text
    return TRUTH[name], data, text.split("\n")[:-1]


def post_bytes(name):
    truth, data, _ = page(name)
    return {post["title"]: data[slice(*post["byte_span"])] for post in truth["posts"]}


def test_every_sample_file_is_labelled():
    assert PAGES == sorted(path.name for path in SAMPLE.glob("*.txt"))


@pytest.mark.parametrize("name", PAGES)
def test_roles_stand_for_lines(name):
    truth, _, lines = page(name)
    roles = truth["line_roles"]
    assert len(roles) == len(lines)
    for line, role in zip(lines, roles):
        assert (role == "blank") == (not line.strip()), line
    assert lines[0] == truth["page_heading"] == f"Posts Tagged ‘{truth['page_tag']}’"
    assert roles[0] == "page_heading" and roles.count("page_heading") == 1
    assert [line for line, role in zip(lines, roles) if role == "footer"] == truth["footer"] == lines[-2:]
    assert truth["site"] in truth["footer"][0]


@pytest.mark.parametrize("name", PAGES)
def test_posts_are_made_of_their_lines(name):
    truth, data, lines = page(name)
    last, inside = 2, set()
    for post in truth["posts"]:
        first, end = post["first_line"], post["last_line"]
        assert last < first < end
        last = end
        inside.update(range(first, end + 1))
        numbered = {n: (lines[n - 1], truth["line_roles"][n - 1]) for n in range(first, end + 1)}
        assert data[slice(*post["byte_span"])].decode("utf-8") == "\n".join(lines[first - 1:end])

        def having(role):
            return [line for line, is_role in numbered.values() if is_role == role]

        assert having("tags") == [",".join(post["tags"])] and lines[first - 1] == having("tags")[0]
        assert post["tags"] == sorted(post["tags"], key=str.casefold) and truth["page_tag"] in post["tags"]
        assert having("title") == [post["title"]]
        assert having("byline") == [post["byline"]]
        assert having("read_more") == [lines[end - 1]] == ["Continue Reading"]
        assert having("share") == ["Please follow and like us:"]
        for field, role in FIELD_ROLES.items():
            assert having(role) == post[field]
        assert [n for n, (_, role) in numbered.items() if role == "paragraph"] == post["paragraph_lines"]
    outside = [role for n, role in enumerate(truth["line_roles"], 1) if n not in inside and role != "blank"]
    assert outside == ["page_heading", "footer", "footer"]


@pytest.mark.parametrize("name", PAGES)
def test_links_say_what_they_repeat(name):
    truth, _, lines = page(name)
    titles = [post["title"] for post in truth["posts"]]
    related = {str(n) for n, role in enumerate(truth["line_roles"], 1) if role == "related"}
    assert set(truth["related_targets"]) == related
    twice = 0
    for number, target in truth["related_targets"].items():
        text = lines[int(number) - 1]
        if target is None:
            assert text not in titles and lines.count(text) == 1
        elif "post" in target:
            assert titles[target["post"] - 1] == text and lines.count(text) == 2
        else:
            twice += 1
            assert lines[target["same_as_line"] - 1] == text and text not in titles
            assert truth["related_targets"][str(target["same_as_line"])] == {"same_as_line": int(number)}
    assert twice == 2 and any(t and "post" in t for t in truth["related_targets"].values())
    for number, readings in truth["ambiguous_lines"].items():
        assert truth["line_roles"][int(number) - 1] in readings and len(readings) > 1


def test_shared_posts_are_the_same_bytes():
    one, two = (post_bytes(name) for name in PAGES)
    shared = set(one) & set(two)
    assert len(shared) >= 4 and len(set(one) | set(two)) >= 14
    for title in shared:
        assert one[title] == two[title]


def test_the_traps_are_there():
    truth, _, lines = page("flood-defence.txt")
    posts = truth["posts"]
    text = "\n".join(lines)
    openings = {"title" if not post["image_alts"] or lines.index(post["title"]) < lines.index(post["image_alts"][0]) else "alt"
                for post in posts}
    assert openings == {"title", "alt"}
    marks = [(tuple(post["image_alts"]), tuple(post["captions"])) for post in posts]
    assert any(marks.count(mark) == 2 for mark in marks)
    words = sorted(sum(len(lines[n - 1].split()) for n in post["paragraph_lines"]) for post in posts)
    longest = max(posts, key=lambda post: len(post["paragraph_lines"]))
    assert words[-1] > 5 * words[-2] and words[-1] > 8 * words[len(words) // 2]
    assert longest["tags"][0] != truth["page_tag"]
    assert any(post["byline"].startswith(NBSP) for post in posts) and NBSP in lines
    assert text.count("“") != text.count("”") and re.search(r"(?m)[.!?] ”\w", text)
    assert "12,400" in text and "12400" in text
    assert all(name in text for name in ("Penn-Hallow", "Pennhallow", "Penn Hallow", "Corvane", "Corvain"))
    assert "on Friday, March 8th" in text and "© 2011" in text
    assert not any(re.fullmatch(r"\s*\w+ \d{1,2}, \d{4}\s*", line) for line in lines), "no post prints its date"
