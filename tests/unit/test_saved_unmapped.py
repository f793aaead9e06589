"""Saved archives whose files are read and not mapped: the same answers, whatever becomes of the files."""

from __future__ import annotations

import os

import postdex as pdx
import pytest
from test_saved import ROWS, answers, everything

NOT_THERE = pytest.mark.skipif(os.name == "nt", reason="files that are mapped cannot be cut there")


@pytest.fixture
def path(tmp_path):
    folder = str(tmp_path / "town.pdx")
    pdx.open(pdx.sample()).save(folder)
    return folder


def spoil(path):
    """Every file becomes empty where it lies, as a file system does with which somebody else has cut them."""
    for name in os.listdir(path):
        with open(os.path.join(path, name), "wb"):
            pass


@pytest.mark.usefixtures("rows_kept")
def test_the_same_answers(path):
    mapped, read = pdx.open(path), pdx.open(path, mmap=False)
    assert read == mapped
    assert everything(read) == everything(mapped)
    assert answers(read) == answers(mapped)
    read.verify()


@pytest.mark.usefixtures("rows_kept")
@NOT_THERE
def test_files_that_are_cut_do_not_matter(path):
    archive = pdx.open(path, mmap=False)
    was = everything(pdx.open(path)), answers(pdx.open(path))
    spoil(path)
    assert (everything(archive), answers(archive)) == was
    archive.verify()
    with pytest.raises(pdx.CorruptError):
        pdx.open(path, mmap=False)


@NOT_THERE
def test_a_writer_that_does_not_map(path):
    archive = pdx.open(path)
    with pdx.writer(path, mmap=False) as writer:
        spoil(path)
        assert len(writer.archive.search("harbour")) > 0
        writer.rollback()
        assert writer.delete(writer.archive[0]) == 1
        with pytest.raises(pdx.CorruptError, match="manifest"):
            writer.commit()
        writer.close()
    assert len(archive) == 15


def test_refresh_stays_so(path):
    archive = pdx.open(path, mmap=False)
    assert archive.recipe.code == f"pdx.open({path!r}, mmap=False)"
    pdx.from_records(ROWS).save(path)
    again = archive.refresh()
    assert again.recipe.code == archive.recipe.code and len(again) == len(ROWS)
    assert pdx.open(pdx.sample(), mmap=False) == archive  # what is built is read anyway
