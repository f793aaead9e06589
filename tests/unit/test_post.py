"""Post: fields, dates, bounds, text and its iterators."""

import datetime
import pickle

import pytest

import postdex as pdx


def test_fields(archive):
    post = archive[0]
    assert post.title == "The old bridge opens again"
    assert post.tags == ["Harbour", "Bridges"]
    assert post.author == "Ines Corvane"
    assert archive[3].author is None
    assert post.words > 10
    assert post.language in ("en", "")
    assert 0 <= post.confidence <= 1
    assert "Rain fell." in post.text


def test_tags_are_strings_with_an_anchor(archive):
    tag = archive[0].tags[1]
    assert isinstance(tag, str)
    assert tag == "Bridges"
    begin, end = tag.anchor.bytes
    assert archive.sources[0].data[begin:end] == b"Bridges"


def test_published(archive):
    published = archive[0].published
    assert published.printed == "2019-02-13"
    assert published.value == datetime.date(2019, 2, 13)
    assert published.precision == "day"
    assert str(published) == published.iso == "2019-02-13"
    assert published.evidence
    assert published.anchor.verify()
    assert published == archive[0].published
    assert archive[2].published is None


def test_bounds_have_evidence(archive):
    bounds = archive[0].published_bounds
    assert bounds.not_before == datetime.date(2019, 2, 13)
    assert bounds.before == datetime.date(2019, 2, 14)
    assert bounds.width == datetime.timedelta(1)
    assert bounds.evidence
    assert "2019-02-13" in str(bounds)


def test_bounds_from_capture():
    archive = pdx.parse(
        "Rain\n\nThe rain came over the harbour and did not stop before the evening came.", captured="2019-03-01"
    )
    if len(archive):  # a page without an entry has no bounds
        bounds = archive[0].published_bounds
        assert bounds.before is not None
        assert bounds.before <= datetime.date(2019, 3, 2)
        assert any(each.kind == "captured" and each.bound == "before" for each in bounds.evidence)


def test_no_bounds_are_false():
    post = pdx.from_records([{"title": "Rain", "text": "It rained."}])[0]
    assert not post.published_bounds
    assert str(post.published_bounds) == "unknown"


def test_parts_paragraphs_sentences_tokens(archive):
    post = archive[0]
    assert [part.role for part in post.parts if part.role == "title"] == ["title"]
    assert [part.text for part in post.paragraphs][
        -1
    ] == "Rain fell. The bridge was wet." or "Rain fell." in post.paragraphs[-1].text
    assert "Rain fell." in [sentence.strip() for sentence in post.sentences]
    for sentence in post.sentences:
        assert sentence.anchor.quote == sentence
    tokens = list(post.paragraphs[0].tokens)
    assert [token.text for token in tokens][:3] == ["The", "bridge", "over"]
    assert tokens[1].term == "bridge"
    assert tokens[1].position == 1
    data = archive._store.layer_bytes(post._place[2])
    assert all(data[token.begin : token.end].decode() == token.text for token in post.tokens)


def test_joined_forms_are_tokens_of_several_pieces():
    post = pdx.from_records([{"title": "A", "text": "the Pour-Mohammadi house"}])[0]
    joined = [token for token in post.paragraphs[0].tokens if token.pieces > 1]
    assert [token.text for token in joined] == ["Pour-Mohammadi"]
    assert joined[0].pieces == 2


def test_appearances_and_pages(archive):
    post = archive[1]
    appearance = post.appearances[0]
    assert appearance.post == post
    assert appearance.title == post.title
    assert post.pages == [appearance.page]
    assert appearance.span == appearance.anchor.bytes
    assert [part.text for part in appearance.parts] == [part.text for part in post.parts]


def test_order_equality_hash(archive):
    assert archive[0] < archive[1] <= archive[1] < archive[4]
    assert sorted([archive[3], archive[1]]) == [archive[1], archive[3]]
    assert len({archive[0], archive[0], archive[1]}) == 2
    other = pdx.from_records([{"title": "Other", "text": "x"}])
    assert archive[0] != other[0]
    assert archive[0] != "post"
    with pytest.raises(TypeError):
        sorted([archive[0], other[0]])


def test_explain_is_readable_and_data(archive):
    why = archive[0].explain()
    assert why["title"] == "The old bridge opens again"
    assert why["appearances"][0]["parts"]
    assert "Why" in repr(why)
    assert pickle.loads(pickle.dumps(why.data)) == why.data


def test_record_only_of_records(archive, listing):
    assert archive[3].record["tags"] == ["@x"]
    assert all(post.record is None for post in listing)


def test_post_of_a_listing(listing):
    for post in listing:
        begin, end = post.anchor.bytes
        assert listing.sources[0].data[begin:end].decode() == post.anchor.quote
        assert post.record is None


def test_a_tag_that_is_printed_twice_is_one():
    archive = pdx.from_records(
        [
            {"title": "Low tide", "text": "The boat waited.", "tags": ["Harbour", "Ferry", "harbour", "FERRY"], "categories": ["Harbour", "harbour"]},
            {"title": "High tide", "text": "Nobody came.", "tags": ["harbour"]},
        ]
    )
    assert archive[0].tags == ["Harbour", "Ferry"]
    assert archive[0].categories == ["Harbour"]
    lines = archive.find("harbour")
    assert sorted((line.post.number, line.part.role) for line in lines) == [(0, "categories"), (0, "tags"), (1, "tags")]
    assert [(count["count"], count["posts"]) for count in archive.words().to_dicts() if count["key"] == "harbour"] == [(3, 2)]
    assert archive.tags["Harbour"] == 2
    single = pdx.from_records([{"title": "Low tide", "text": "The boat waited.", "tags": ["Harbour", "Ferry"], "categories": ["Harbour"]}, {"title": "High tide", "text": "Nobody came.", "tags": ["harbour"]}])
    assert [hit.score for hit in archive.search("harbour")] == [hit.score for hit in single.search("harbour")]


def test_a_tag_that_another_page_prints_first_is_one(tmp_path):
    entry = "Low tide at the quay\n\nMarch 5, 2019 by Ann Rook\n\n{}\n\nTags: {}\n\nLeave a comment\n\n"
    other = "High water at the lock\n\nMarch 3, 2019 by Ann Rook\n\nThe lock keeper closed the gate at noon and went for his lunch.\n\nTags: lock\n\nLeave a comment\n\n"
    text = "The boat waited for the tide, and the tide took its time, as it always does in March."
    (tmp_path / "a.txt").write_text("Tag: quay\n\n" + entry.format(text, "ferry, quay") + other, encoding="utf-8")
    more = text + "\n\nNobody on the quay had seen the water as low as that since the winter of the great storm."
    (tmp_path / "b.txt").write_text("Tag: ferry\n\n" + entry.format(more, "ferry, boats") + other, encoding="utf-8")
    archive = pdx.open(tmp_path)
    assert len(archive) == 2
    post = next(post for post in archive if post.title == "Low tide at the quay")
    assert sorted(post.tags) == ["boats", "ferry", "quay"]
    lines = archive.find("tags:ferry")
    assert [(line.post.title, line.part.role) for line in lines] == [("Low tide at the quay", "tags")]
    assert [(count["count"], count["posts"]) for count in archive.words().to_dicts() if count["key"] == "ferry"] == [(1, 1)]


FILLER = "The council met in the old hall, and forty people came to hear it."


def _listing(body):
    other = f"A walk along the quay\n\nMarch 2, 2019\n\n{FILLER} They walked for an hour and saw nine boats.\n\nContinue Reading\n\n"
    return f"Minutes of the council\n\nMarch 1, 2019\n\n{body}\n\nContinue Reading\n\n{other}"


def _pages(tmp_path, *bodies):
    for number, body in enumerate(bodies):
        (tmp_path / f"{number}.txt").write_text(_listing(body), encoding="utf-8")
    return [post for post in pdx.open(tmp_path) if post.title == "Minutes of the council"]


def test_two_whole_texts_of_one_title_and_day_stay_two_posts(tmp_path):
    minutes = _pages(tmp_path, f"{FILLER} The plan was adopted by nine votes.", f"{FILLER} The plan was rejected by nine votes.")
    assert [str(post.published) for post in minutes] == ["2019-03-01"] * 2
    assert [len(post.appearances) for post in minutes] == [1, 1]
    assert minutes[0].alike == [minutes[1]] and minutes[1].alike == [minutes[0]]
    assert minutes[0].explain()["alike"] == [f"post {minutes[1].number} has this title, and no date tells them apart"]


def test_a_text_and_its_beginning_are_one_post(tmp_path):
    (minutes,) = _pages(tmp_path, f"{FILLER} The plan was adopted by nine votes.", FILLER)
    assert len(minutes.appearances) == 2
    assert minutes.alike == [] and "alike" not in minutes.explain().keys()
