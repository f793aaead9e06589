"""Executes a notebook in a fresh kernel; fails at the first cell that does. With --write the outputs are kept in the file.

    python tools/run_notebook.py [--write] NOTEBOOK
"""

import argparse
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError


def main() -> int:
    parser = argparse.ArgumentParser(description="Execute a notebook.")
    parser.add_argument("--write", action="store_true", help="keep the outputs in the file")
    parser.add_argument("notebook", type=Path)
    args = parser.parse_args()
    notebook = nbformat.read(args.notebook, as_version=4)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    try:
        NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(args.notebook.parent)}}).execute()
    except CellExecutionError as error:
        print(f"{args.notebook}: a cell failed\n{error}")
        return 1
    if args.write:
        nbformat.write(notebook, args.notebook)
    print(f"{args.notebook}, executed\ncells: {len(cells)} passed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
