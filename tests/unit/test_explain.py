"""Reasons: there is one for whatever is said, and none is made before somebody asks."""

import pickle

import pytest

import postdex as pdx
from postdex import _display, _page

ROWS = [{"title": f"Low tide {i}", "text": "The ferry waited.\n\nIt rained.", "tags": ["Ferry"]} for i in range(50)]
FORMS = {
    "rows": lambda: pdx.from_records(ROWS),
    "JSON lines": lambda: pdx.parse('{"title": "Low tide", "text": "The ferry waited."}\n', name="x"),
    "Markdown": lambda: pdx.parse("---\ntitle: Low tide\n---\n# The quay\n\nThe ferry waited.\n", name="x"),
    "a feed": lambda: pdx.parse("<rss><channel><item><title>Low tide</title><description>The ferry waited.</description></item></channel></rss>", name="x"),
    "pages": lambda: pdx.open(pdx.sample()),
    "one text": lambda: pdx.parse("Low tide\n\nThe ferry waited for the tide all day.\n"),
}


@pytest.mark.parametrize("made", FORMS.values(), ids=FORMS.keys())
def test_whatever_is_sure_says_why(made, tmp_path):
    archive = made()
    archive.save(tmp_path / "kept.pdx")
    for each in (archive, pdx.open(tmp_path / "kept.pdx")):
        for post in each:
            assert post.evidence and all(appearance.evidence for appearance in post.appearances)
            assert all(part.evidence for part in post.parts if part.role != "blank" and part.confidence > 0)
            assert "evidence: –" not in repr(post.explain()).split("bound evidence")[0]


def test_an_explanation_of_many_pages_makes_what_is_shown(monkeypatch):
    archive = pdx.from_records(ROWS)
    asked = []
    explain = _page.Page.explain
    monkeypatch.setattr(_page.Page, "explain", lambda page: asked.append(page.number) or explain(page))
    explanation = archive.explain()
    assert asked == []
    assert "20 of 50 shown; archive.pages[20:40] shows more" in repr(explanation)
    assert asked == list(range(20))
    assert [page["entries"][0]["title"] for page in explanation["pages"]] == [row["title"] for row in ROWS]
    assert list(explanation) == ["pages", "unexplained_bytes", "skipped"] and explanation.data is explanation.data
    assert explanation == archive.explain() == pickle.loads(pickle.dumps(archive.explain())) and hash(explanation) == hash(archive.explain())
    assert archive[:0].explain()["pages"] == []


def test_what_is_nearly_sure_is_not_all_sure():
    post = pdx.open(pdx.sample())[4]
    assert 0.995 <= post.confidence < 1
    for shown in (repr(post.explain()), post._repr_html_(), post.explain()._repr_html_()):
        assert "100% sure" not in shown and ("&gt;99% sure" in shown or ">99% sure" in shown)
    assert "100% sure" in repr(pdx.from_records(ROWS[:1]))
    assert [_display.percent(share) for share in (0, 0.001, 0.004999, 0.005, 0.5, 0.99499, 0.995, 0.99999, 1)] == ["0%", "<1%", "<1%", "<1%", "50%", "99%", ">99%", ">99%", "100%"]
