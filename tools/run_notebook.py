"""Executes a notebook in a fresh kernel; fails at the first cell that does, and when an output is not the one in the file. With
--write the outputs are kept in the file. Cells tagged "other-package" show what another package prints: they are not compared.

    python tools/run_notebook.py [--write] NOTEBOOK
"""

import argparse
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

KERNEL = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}, "language_info": {"name": "python"}}


def shown(notebook: nbformat.NotebookNode) -> list[list[object]]:
    """What each cell shows, as plain data; empty for cells that are not compared."""
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    return [
        []
        if "other-package" in cell.metadata.get("tags", ())
        else [(output.output_type, output.get("text"), output.get("data")) for output in cell.outputs]
        for cell in cells
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description="Execute a notebook.")
    parser.add_argument("--write", action="store_true", help="keep the outputs in the file")
    parser.add_argument("notebook", type=Path)
    args = parser.parse_args()
    notebook = nbformat.read(args.notebook, as_version=4)
    before = shown(notebook)
    place = {"metadata": {"path": str(args.notebook.parent)}}
    try:
        NotebookClient(notebook, timeout=120, record_timing=False, resources=place).execute()
    except CellExecutionError as error:
        print(f"{args.notebook}: a cell failed\n{error}")
        return 1
    if args.write:
        notebook.metadata = KERNEL
        nbformat.write(notebook, args.notebook)
        return 0
    different = [i for i, (old, new) in enumerate(zip(before, shown(notebook), strict=True), 1) if old != new]
    for i in different:
        print(f"{args.notebook}: cell {i} shows something else now; renew it with: python tools/run_notebook.py --write {args.notebook}")
    print(f"{args.notebook}, executed\ncells: {len(before) - len(different)} passed, {len(different)} failed")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
