"""The twelve cells of docs/twelve-cells.ipynb on the founding page: what the notebook shows of the sample, it shows of any page."""

import ast
import json
from pathlib import Path

import postdex as pdx
from shared_data import shared

NOTEBOOK = Path(__file__).resolve().parents[2] / "docs" / "twelve-cells.ipynb"
# What the founding page has in the place of what the sample has.
THERE = {"library": "massacre", "town (council | hall)": "death (commission | committee)", "Ada Penn-Hallow": "Alireza Avaei", "Old Library": "Human Rights"}


def cells():
    for cell in json.loads(NOTEBOOK.read_text("utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            source = "".join(cell["source"])
            for here, there in THERE.items():
                source = source.replace(here, there)
            yield source


def show(source, names):
    """Runs a cell as a notebook does; what its last expression gives."""
    tree = ast.parse(source)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "<cell>", "exec"), names)  # noqa: S102  our own notebook
    return None if last is None else eval(compile(ast.Expression(last.value), "<cell>", "eval"), names)  # noqa: S307


def test_on_the_founding_page():
    page = shared("founding/1988-massacre.txt")
    names: dict[str, object] = {"pdx": pdx, "archive": pdx.open(page)}
    shown = [names["archive"], *(show(source, names) for source in list(cells())[1:])]
    for item in shown:
        if hasattr(item, "_repr_html_"):
            assert 0 < len(item._repr_html_()) <= 20_000
        assert repr(item)
    assert len(names["archive"]) == 10
    assert len(names["lines"]) == 56
    assert shown[-1] is True
