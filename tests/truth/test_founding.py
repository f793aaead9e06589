"""The founding page, point by point, through the package."""

from collections import Counter

import founding_truth as truth
import pytest
from shared_data import shared

import postdex as pdx

shared("founding/1988-massacre.gold.json")


def test_every_line_has_an_accepted_role():
    right, of, wrong = truth.roles()
    assert of == 325
    assert right == of, "\n".join(wrong)


def test_roles_by_structure_alone():
    """Without the lexicon: share lines, bylines and what leads on are told by repetition and place, tags by list and recurrence."""
    found = truth.by_line(lexicon=False)
    right = sum({part.role for part in here} <= set(truth.accepted(number)) for number, here in found.items())
    assert right >= 323, right


def test_other_readings_stand_among_the_alternatives():
    right, of, wrong = truth.alternatives()
    assert of == 10
    assert right == of, "\n".join(wrong)


def test_there_are_ten_posts_in_page_order():
    assert len(truth.archive()) == len(truth.page().appearances) == 10
    assert [post.number for post in truth.page().posts] == list(range(10))


@pytest.mark.parametrize(
    "name", ["title", "tags", "byline", "range", "lines", "image_alts", "captions", "headings", "related", "paragraphs", "published is None"]
)
def test_field(name):
    assert truth.fields_or_ambiguous()[name] == 10


def test_ranges_of_parts_are_their_lines():
    """Each part's bytes are its line's, without the white space round it."""
    where = truth.lines()
    for part in truth.page().parts:
        if part.role == "blank":
            assert not part.text.strip()
        else:
            assert part.anchor.bytes == truth.tight(where[part.line - 1]), part


def test_related_lines_name_what_they_repeat():
    assert truth.targets() == (7, 7)


def test_page():
    page, gold = truth.page(), truth.gold()
    assert (page.heading, page.label, page.kind, page.site) == (gold["page_heading"], gold["page_tag"], gold["page_kind"], gold["site"])
    assert [part.text for part in page.remainder if part.role == "footer"] == gold["footer"]
    assert {part.role for part in page.remainder} == {"page_heading", "footer"}


def test_bounds_are_sound_tight_and_argued():
    right, wrong = truth.bounds()
    assert right == 10, "\n".join(wrong)


def test_page_order_is_inferred_and_stated():
    page = truth.page()
    assert page.order == "newest_first"
    assert 0 < page.order_confidence < 1
    passed_on = [each for post in truth.archive() for each in post.published_bounds.evidence if each.kind == "order"]
    assert passed_on and all(each.through is not None and "order of the page" in str(each) for each in passed_on)


def test_capture_and_address_bound_from_above():
    path = shared("founding/1988-massacre.txt")
    captured = pdx.open(path, captured="2019-03-01")
    for post in captured:
        assert post.published_bounds.before is not None
        assert post.published_bounds.before.isoformat() <= "2019-03-02"
    assert any(each.kind == "captured" for each in captured[0].published_bounds.evidence)
    addressed = pdx.open(path, url="https://archive.example/web/20190301120000/https://town.example/tag/x")
    assert addressed.sources[0].url
    assert len(addressed) == 10


def test_regime():
    """Every `regime` and `regime’s`, counted here by a pattern of its own."""
    found = truth.archive().find("regime")
    assert len(found) == 171
    assert {line.node.lower() for line in found} <= {"regime", "regime’s", "regime's"}


def test_massacre_in_posts_and_outside():
    found = truth.archive().find("massacre")
    assert (found.in_posts, found.in_remainders) == (55, 1)
    assert found.counts["paragraph"] == 25
    assert [line.role for line in found if line.post is None] == ["page_heading"]
    by_role = Counter(truth.gold()["line_roles"][line.anchor.line - 1] for line in found)
    assert by_role == truth.gold()["word_massacre_by_role"]
    for line in found:
        assert line.role in truth.accepted(line.anchor.line)
        assert line.anchor.quote.lower() == "massacre"
    assert len(truth.archive().within("paragraph").find("massacre")) == 25
    assert sum(found.per_post.values()) == 55


def test_massacre_by_prefix():
    assert len(truth.archive().find("massacr*")) == 61


@pytest.mark.parametrize(("figure", "least"), [("precision", 0.98), ("recall", 0.95), ("values", 0.97)])
def test_date_mentions(figure, least):
    assert truth.dates()[figure] >= least


@pytest.mark.parametrize("lexicon", [True, False])
def test_nothing_is_lost(lexicon):
    data = shared("founding/1988-massacre.txt").read_bytes()
    at = 0
    for part in truth.page(lexicon).parts:
        begin, end = part.anchor.bytes
        assert begin == at < end
        assert part.raw == data[begin:end]
        at = end
    assert at == len(data)


def test_every_anchor_verifies():
    archive = truth.archive()
    anchors = [part.anchor for part in archive.pages[0].parts]
    for post in archive:
        anchors += [post.anchor, post.title.anchor, post.byline.anchor, *(tag.anchor for tag in post.tags)]
        anchors += [sentence.anchor for sentence in post.sentences]
        anchors += [each.anchor for each in post.published_bounds.evidence if each.anchor]
    for query in ("regime", "massacr*"):
        anchors += [line.anchor for line in archive.find(query)]
    anchors += [mention.anchor for mention in archive.date_mentions]
    data = shared("founding/1988-massacre.txt").read_bytes()
    text = data.decode()
    assert len(anchors) > 1500
    for anchor in anchors:
        assert data[slice(*anchor.bytes)].decode() == text[slice(*anchor.chars)] == anchor.quote
        assert anchor.line == data.count(b"\n", 0, anchor.bytes[0]) + 1
    for anchor in anchors[:: len(anchors) // 50]:  # each reads the file anew
        assert anchor.verify()


def test_without_the_lexicon_there_still_are_ten_posts():
    fields = truth.fields(lexicon=False)
    assert len(truth.archive(lexicon=False)) == 10
    assert fields["title"] == fields["tags"] == 10
