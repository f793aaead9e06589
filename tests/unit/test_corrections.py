"""Corrections know what the lines said that they were made for, and fix no others."""

import json

import linear
import postdex as pdx
import pytest
from postdex._building import Building

PAGE = "Rain at the quay\n\nIt fell on the old bridge all day.\n\nStaff Writer\n\nAnd all night, too.\n"


def fixed(archive, line):
    return [part.role for page in archive.pages for part in page.parts if part.line == line and part.evidence == ["a person said so"]]


@pytest.fixture
def page(tmp_path):
    file = tmp_path / "rain.txt"
    file.write_text(PAGE)
    return file


def kept(page, tmp_path):
    """What somebody keeps, as JSON."""
    file = tmp_path / "fixes.json"
    file.write_text(json.dumps(pdx.open(page).pages[0].correct({5: "other"}).archive.corrections))
    return file


def test_what_is_kept_says_what_the_line_said(page, tmp_path):
    fixes = kept(page, tmp_path)
    assert json.loads(fixes.read_text()) == {str(page): {"5": "other: Staff Writer"}}
    again = pdx.open(page, corrections=fixes)
    assert fixed(again, 5) == ["other"] and again.skipped == [] and again == pdx.open(page, corrections={str(page): {5: "other"}})


@pytest.mark.parametrize(
    ("now", "why"),
    [
        (PAGE.replace("\n\nStaff Writer", "\n\nAnd it fell on the mill.\n\nStaff Writer"), "line 5 says 'And it fell on the mill.', and said 'Staff Writer' when it was corrected"),
        (PAGE.replace("Staff Writer", "Staff writer"), "line 5 says 'Staff writer', and said 'Staff Writer' when it was corrected"),
        ("Sun\n\nIt was dry.", "there is no line 5, which said 'Staff Writer' when it was corrected"),
        ('{"title": "Sun", "text": "It was dry."}\n', "there is no line 5, which said 'Staff Writer' when it was corrected"),
    ],
    ids=["moved", "edited", "shorter", "no page"],
)
def test_another_line_is_not_fixed(page, tmp_path, now, why):
    fixes = kept(page, tmp_path)
    page.write_text(now)
    archive = pdx.open(page, corrections=fixes)
    assert fixed(archive, 5) == [] and archive.corrections == {}
    assert archive.skipped == [(str(page), f"not corrected: {why}")]
    assert "1 correction not made: see archive.skipped" in repr(archive)
    assert archive == pdx.open(page)


def test_of_several_those_are_made_whose_lines_are_the_same(page, tmp_path):
    given = pdx.open(page).pages[0].correct({3: "caption", 5: "other"}).archive.corrections
    page.write_text(PAGE.replace("Staff Writer", "A Clerk"))
    archive = pdx.open(page, corrections=given)
    assert (fixed(archive, 3), fixed(archive, 5)) == (["caption"], [])
    assert archive.corrections == {str(page): {3: "caption: It fell on the old bridge all day."}}


def test_lines_with_colons_and_bytes_that_are_no_text(tmp_path):
    file = tmp_path / "odd.txt"
    file.write_bytes(b"start: here\r\rtitle: \xff and: more \r\nIt rained.\n")
    given = pdx.open(file).pages[0].correct({1: "start", 3: ("start", "heading")}).archive.corrections
    again = pdx.open(file, corrections=json.loads(json.dumps(given)))
    assert again.corrections == given and again.skipped == [] and set(given[str(file)]) == {1, 3}
    file.write_bytes(b"start: here\r\rtitle: \xfe and: more \r\nIt rained.\n")
    assert list(pdx.open(file, corrections=given).corrections[str(file)]) == [1]


def test_rebuilding_corrects_of_changed_files_what_is_the_same(page, tmp_path):
    folder = tmp_path / "town.pdx"
    pdx.open(page).pages[0].correct({3: "caption", 5: "other"}).archive.save(folder)
    page.write_text(PAGE.replace("Staff Writer", "A Clerk"))
    done = pdx.rebuild(folder)
    archive = pdx.open(done.path)
    assert done.changed == [str(page)] and fixed(archive, 3) == ["caption"] and fixed(archive, 5) == []
    assert done.uncorrected == archive.skipped == [(str(page), "not corrected: line 5 says 'A Clerk', and said 'Staff Writer' when it was corrected")]
    assert any("A Clerk" in line for line in done.lines())


def test_a_page_is_told_when_its_own_line_says_something_else(page):
    mended = pdx.open(page).pages[0].correct({5: "other: A Clerk"})
    assert len(mended.archive.skipped) == 1 and fixed(mended.archive, 5) == []


def test_what_was_fixed_before_stays_where_a_line_says_something_else(page):
    archive = pdx.open(page)
    before = archive.pages[0].correct({5: "other"}).archive
    after = before.pages[0].correct({3: "caption", 5: "heading: A Clerk"}).archive
    assert (fixed(after, 3), fixed(after, 5)) == (["caption"], ["other"])
    assert after.corrections == {str(page): {3: "caption: It fell on the old bridge all day.", 5: "other: Staff Writer"}}
    assert len(after.skipped) == 1 and archive.skipped == before.skipped == []


def test_what_was_not_corrected_leaves_nothing_behind(page):
    given = {str(page): {3: "caption", 5: "other: A Clerk"}}
    assert pdx.open(page, corrections=given) == pdx.open(page, corrections={str(page): {3: "caption"}})


def damage(folder, text):
    """Changes a byte of a text that an archive holds."""
    file = next(file for file in folder.iterdir() if file.name.startswith("texts"))
    data = bytearray(file.read_bytes())
    data[data.index(text)] ^= 1
    file.write_bytes(data)


def test_of_two_pages_of_one_name_that_is_corrected_again_that_was(page, tmp_path):
    folder = tmp_path / "town.pdx"
    pdx.open(page).pages[0].correct({5: "other"}).archive.save(folder)
    page.write_text(PAGE.replace("Staff Writer", "A Clerk"))
    with pdx.writer(folder) as writer:
        writer.add(page)
    page.unlink()
    done = pdx.rebuild(folder)
    archive = pdx.open(done.path)
    assert len(archive.sources) == 2 and done.uncorrected == [] and fixed(archive, 5) == ["other"]
    assert archive.corrections == {str(page): {5: "other: Staff Writer"}}


def test_rebuilding_corrects_a_file_that_is_there_where_the_archive_is_damaged(page, tmp_path):
    folder, other = tmp_path / "town.pdx", tmp_path / "sun.txt"
    other.write_text(PAGE.replace("Rain", "Sun"))
    first = pdx.open([page, other]).pages[0].correct({5: "other"}).archive
    next(each for each in first.pages if each.source.name == str(other)).correct({3: "caption"}).archive.save(folder)
    damage(folder, b"Rain at the quay")
    damage(folder, b"Sun at the quay")
    other.write_text(PAGE.replace("Rain", "Storm"))
    done = pdx.rebuild(folder)
    archive = pdx.open(done.path)
    assert archive.corrections == {str(page): {5: "other: Staff Writer"}} and fixed(archive, 5) == ["other"]
    assert [name for name, _ in done.uncorrected] == [str(other)] and done.uncorrected == archive.skipped


@pytest.mark.parametrize("again", [pdx.rebuild, pdx.repair])
def test_a_damaged_archive_corrects_nothing_that_came_in_the_place_of_a_page(page, tmp_path, again):
    folder = tmp_path / "town.pdx"
    pdx.open(page).pages[0].correct({5: "other"}).archive.save(folder)
    page.write_text(PAGE.replace("Rain", "Sun"))
    with pdx.writer(folder) as writer:
        writer.upsert(page)
    for file in folder.iterdir():
        if file.name.startswith("words"):
            file.write_bytes(file.read_bytes()[:100])
    archive = pdx.open(again(folder).path)
    assert archive.corrections == {} and fixed(archive, 5) == []


def test_rebuilding_keeps_what_was_left_out(page, tmp_path):
    (tmp_path / "pages").mkdir()
    page.rename(tmp_path / "pages" / "rain.txt")
    (tmp_path / "pages" / "quay.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\0")
    archive = pdx.open(tmp_path / "pages")
    archive.save(tmp_path / "town.pdx")
    done = pdx.rebuild(tmp_path / "town.pdx")
    assert len(archive.skipped) == 1 and pdx.open(done.path).skipped == archive.skipped and done.uncorrected == []


@pytest.mark.large
def test_fixing_all_pages_takes_no_longer_for_each(tmp_path):
    """As profiles do."""
    made = {}

    def fix(n):
        if n not in made:
            made[n] = Building(None, True, None, None, None, 1)
            for i in range(n):
                made[n].add(f"pages/{i:06}.txt", b"A\n\nB", None)
        for i in range(n):
            made[n].builder.correct(f"pages/{i:06}.txt", [(1, "title", False)])

    linear.assert_linear(fix, 2_000, 16_000)


def test_of_two_pages_of_one_name_the_first_alone_is_corrected():
    building = Building(None, True, {"rain.txt": {1: "other"}}, None, None, 1)
    building.add("rain.txt", b"The rain\n\nIt fell.", None)
    building.add("snow.txt", b"The snow\n\nIt fell.", None)
    building.add("rain.txt", b"More rain\n\nIt fell again.", None)
    archive = building.finish(False, True)
    assert [page.parts[0].role for page in archive.pages] == ["other", "title", "title"]
    assert archive.pages[0].correct({1: "title"}).parts[0].role == "title"
    with pytest.raises(pdx.UsageError, match="another page is called so, which comes before this one"):
        archive.pages[2].correct({1: "other"})


def test_corrections_of_a_damaged_text_are_still_known(page, tmp_path):
    other = tmp_path / "snow.txt"
    other.write_text(PAGE.replace("Rain", "Snow"))
    archive = pdx.open([page, other]).pages[0].correct({5: "other"}).archive.pages[1].correct({7: "quote"}).archive
    archive.save(tmp_path / "town.pdx")
    damage(tmp_path / "town.pdx", b"Rain at the quay")
    damaged = pdx.open(tmp_path / "town.pdx")
    assert damaged.corrections == {str(page): {5: "other"}, str(other): {7: "quote"}}
    with pytest.raises(pdx.CorruptError):
        damaged.pages[0].text  # noqa: B018
