"""Slices of results are results of the same type: whatever the whole can do, they can, with its rows."""

import collections
import copy
import gc
import io
import itertools
import pickle

import pytest

import postdex as pdx

TEXT = "The ferry to the island leaves at noon and comes back when the tide has turned, if there is one that day."
BODIES = [
    f"On 3 May 1921 Ida Brook said: “{TEXT}” It rained.",
    f"{TEXT} “Rain,” said Ida Brooke on 4 May 1921. “And more rain.”",
    f"In 1922 I. Brook left. {TEXT} So the “harbour” was empty.",
    "Ida Brook came back in June 1923. “At noon,” she said, “the ferry waits.” The ferry left.",
    f"{TEXT} {TEXT.replace('ferry', 'boat')}",
    f"{TEXT} {TEXT.replace('ferry', 'boat')} Please note.",
    f"Please note: {TEXT} {TEXT.replace('ferry', 'boat')}",
]


@pytest.fixture(scope="module")
def town():
    return pdx.from_records([{"title": f"Day {i}", "text": text} for i, text in enumerate(BODIES)])


MADE = {
    "date_mentions": lambda archive: archive.date_mentions,
    "grep": lambda archive: archive.grep("[a-d]"),
    "near_copies": lambda archive: archive.near_copies(0.7),
    "names": lambda archive: archive.names("Ida Brook"),
    "match": lambda archive: archive.match({"ferry": {"category": "ship"}, "noon": None}),
    "repeats": lambda archive: archive.repeats(2),
    "places": lambda archive: archive.repeats(2).places,
    "places of some": lambda archive: archive.repeats(2)[1:].places,
    "quotes": lambda archive: archive.quotes,
    "some quotes": lambda archive: archive.quotes.where(kind="direct"),
}
BOUNDS = [None, 0, 1, 2, -1, -2, 100]
SLICES = [slice(a, b, step) for a, b in itertools.product(BOUNDS, BOUNDS) for step in (None, 2, -1)]


@pytest.fixture(params=MADE)
def whole(request, town):
    made = MADE[request.param](town)
    assert len(made) >= 2
    return made


def test_they_have_the_rows_that_a_list_would_have(whole):
    items, rows = list(whole), whole.to_dicts()
    for part in SLICES:
        taken = whole[part]
        assert type(taken) is type(whole)
        assert len(taken) == len(items[part])
        assert list(taken) == [taken[i] for i in range(len(taken))] == items[part]
        assert taken.to_dicts() == rows[part]


def test_slices_of_slices(whole):
    items, rows = list(whole), whole.to_dicts()
    for first, second in itertools.product(SLICES[::7], SLICES[::5]):
        taken = whole[first][second]
        assert list(taken) == items[first][second]
        assert taken.to_dicts() == rows[first][second]
        assert taken._whole is whole._whole


def test_they_are_written_and_shown_as_wholes_are(whole):
    pyarrow, pandas = pytest.importorskip("pyarrow"), pytest.importorskip("pandas")
    taken = whole[::-1]
    assert pyarrow.table(taken).to_pylist() == taken.to_dicts() == whole.to_dicts()[::-1]
    pandas.testing.assert_frame_equal(taken.to_pandas(), whole.to_pandas()[::-1].reset_index(drop=True))
    lines, wanted, head = io.StringIO(), io.StringIO(), io.StringIO()
    taken.to_jsonl(lines)
    whole.to_jsonl(wanted)
    assert lines.getvalue().splitlines() == wanted.getvalue().splitlines()[::-1]
    whole[:0].to_csv(head)
    assert head.getvalue().strip().split(",") == whole.columns
    column = whole.columns[-1]
    assert taken.select(column, views=True).to_dicts() == [{column: row[column]} for row in taken.to_dicts()]
    for shown in (repr, type(whole)._repr_html_):
        assert shown(whole[:]).replace("[:][", "[") == shown(whole).replace("[:][", "[")
    assert repr(whole[:1]) != repr(whole) and "<table" in whole[:1]._repr_html_()


def test_they_are_equal_by_what_they_have(whole):
    assert whole == whole[:] == whole[::-1][::-1] and hash(whole) == hash(whole[:])
    assert whole[:1] != whole and whole[::-1] != whole and whole[:0] == whole[1:1]
    assert whole[:1] != list(whole[:1])


@pytest.mark.parametrize("protocol", [2, pickle.HIGHEST_PROTOCOL])
def test_they_pickle(whole, protocol):
    for taken in (whole[:0], whole[1:], whole[::-1][:1]):
        again = pickle.loads(pickle.dumps(taken, protocol))
        assert type(again) is type(taken) and again == taken == copy.copy(taken)
        assert again.recipe == taken.recipe and again.to_dicts() == taken.to_dicts() and repr(again) == repr(taken)


def test_recipes_lead_to_them(whole, town):
    for taken in (whole, whole[1:], whole[::-1][:1]):
        assert taken.recipe.code.startswith(town.recipe.code + ".")
        assert eval("town" + taken.recipe.code[len(town.recipe.code) :], {"town": town}) == taken


def test_a_slice_keeps_what_it_reads(town):
    for make in MADE.values():
        taken = make(pdx.from_records([{"title": f"Day {i}", "text": text} for i, text in enumerate(BODIES)]))[1:]
        gc.collect()
        assert taken == make(town)[1:] and taken.to_dicts() == make(town)[1:].to_dicts()


def test_steps_and_numbers_are_checked(whole):
    with pytest.raises(IndexError):
        whole[:1][1]
    with pytest.raises(IndexError):
        whole[:1][-2]
    with pytest.raises(TypeError):
        whole["post"]
    with pytest.raises(ValueError, match="zero"):
        whole[::0]
    for wrong in ([-1], [10**6]):
        with pytest.raises(IndexError):
            whole._pick(wrong, ())
    with pytest.raises(TypeError):
        whole._pick(["0"], ())
    with pytest.raises(TypeError):
        whole._pick(7, ())


def test_what_is_counted_of_a_slice_is_of_its_rows(town):
    repeats, matches, names, quotes = town.repeats(2), MADE["match"](town), town.names("Ida Brook"), town.quotes
    assert sum(repeats[1:3].labels.values()) == 2
    assert list(repeats[1:3].places) == [place for repeat in repeats[1:3] for place in repeat.places]
    assert {place.repeat for place in repeats[1:3].places} == {1, 2}
    assert sum(count for _, count in matches[:3].by("entry").items()) == 3
    assert sum(spelling.count for spelling in names[1:].spellings) == len(names) - 1
    assert list(quotes[1:].where(kind="direct")) == [quote for quote in quotes if quote.kind == "direct" and quote != quotes[0]]
    some = town.date_mentions[::-1][:3]
    years = collections.Counter(mention.value[:4] for mention in some)
    timeline = some.timeline("year")
    assert {row.period: row.count for row in timeline if row.count} == years and timeline.undated == 0
    assert timeline.recipe.code.endswith(".date_mentions[::-1][:3].timeline('year')")
    assert pickle.loads(pickle.dumps(timeline)) == timeline
    assert quotes[1:].where(kind="direct")[:1].recipe.code.endswith(".quotes[1:].where(kind='direct')[:1]")


def test_cut_displays_name_what_was_typed():
    rows = [{"title": f"Note {i}", "text": f"Rain on {i % 28 + 1} May 1921, said Ida Brook: “It rains.”"} for i in range(60)]
    many = pdx.from_records(rows)
    for typed in ("archive.date_mentions[5:]", "archive.quotes[::2]", "archive.repeats(2).places[1:][::-1]", "archive.near_copies(0.7)[1:]"):
        shown = eval(typed, {"archive": many})
        if len(shown) > 20:
            assert f"20 of {len(shown):,} shown; {typed}[20:{min(40, len(shown))}] shows more" in repr(shown), typed
    assert len(many.quotes[::2]) == 30


def test_samples_are_the_same_for_the_same_seed():
    """In the order of the whole, each once, of any size; recipes, pickles and views of them follow."""
    archive = pdx.open(pdx.sample())
    for whole in (archive.find("the"), archive.find("the").sort("after"), archive.find("the")[3:40], archive.grep("[a-z]+ing"), archive.quotes, archive.date_mentions, archive.match(["ferry", "library"]), archive):
        items = list(whole)
        for n in (0, 1, 5, len(items), len(items) + 5):
            some = whole.sample(n, seed=3)
            assert type(some) is type(whole) and len(some) == min(n, len(items))
            places = [items.index(each) for each in some]
            assert places == sorted(set(places))
            assert some == whole.sample(n, seed=3) and list(pickle.loads(pickle.dumps(some))) == list(some)
        assert whole.sample(2, seed=3).recipe.code == whole.recipe.code + ".sample(2, seed=3)"
        assert list(whole.sample(5)[1:3]) == list(whole.sample(5))[1:3]
        assert len({tuple(map(repr, whole.sample(3, seed=seed))) for seed in range(8)}) > 1
    lines = archive.find("the").sample(6, seed=1)
    assert sum(lines.counts.values()) == sum(lines.per_post.values()) == 6 and list(lines.sort("-post")) == sorted(lines, key=lambda line: -line.post.number)
    for n, seed, error in ((-1, 0, pdx.UsageError), ("3", 0, TypeError), (3, -1, pdx.UsageError), (3, "x", TypeError)):
        for whole in (archive, archive.quotes, archive.find("the")):
            with pytest.raises(error):
                whole.sample(n, seed=seed)


def test_samples_are_drawn_evenly():
    """Every number as often as any other, within what chance allows: five standard deviations of the binomial."""
    from postdex import _sample

    found = [0] * 10
    for seed in range(4000):
        for number in _sample.drawn(10, 3, seed):
            found[number] += 1
    assert all(abs(count - 1200) < 5 * (4000 * 0.3 * 0.7) ** 0.5 for count in found)
    assert _sample.drawn(1000, 1000, 1) == list(range(1000)) and _sample.drawn(0, 3, 1) == []


@pytest.mark.parametrize("change", ["append", "clear"])
def test_a_list_of_numbers_may_change_while_it_is_read(change):
    """By the numbers themselves, when they are asked for theirs."""
    archive = pdx.open(pdx.sample())

    class Number:
        def __index__(self):
            numbers.append(0) if change == "append" else numbers.clear()
            return 0

    for picked in (archive.collocates("harbour"), archive.find("harbour")):
        numbers = [0, Number(), 1]
        if change == "append":
            assert len(picked._pick(numbers, ("sample", (), {}))) == 3
        else:
            with pytest.raises(IndexError):
                picked._pick(numbers, ("sample", (), {}))
