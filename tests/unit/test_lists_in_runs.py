"""Lines that are read as lists twice: by where they stand, and as one of a run."""

import postdex as pdx
from shared_data import shared


def test_lines_that_are_read_again_in_a_run_have_their_items_once(tmp_path):
    for name in ("output", "voc"):  # words, one a line, from a table of a stemmer: nearly all lines are lists, and some have two readings
        words = shared(f"data/suites/snowball/persian/{name}.txt").read_text(encoding="utf-8").split("\n")
        (tmp_path / f"{name}.txt").write_text("\n".join(words[:100_000:5]), encoding="utf-8")
    archive = pdx.open(tmp_path)  # parts that overlap are refused here, and items of none end it
    assert len(archive) > 0
    assert all(tag for post in archive for tag in post.tags)
