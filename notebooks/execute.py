"""Executes notebooks in place and keeps figures only: python execute.py [--check] NOTEBOOK...

With --check nothing is written; a cell that fails ends with its error.
"""

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient


def figures_only(notebook):
    """Strips texts, tables and counters, so that a notebook changes only when it is meant to."""
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.execution_count = None
            cell.metadata = {}
            cell.outputs = [
                nbformat.v4.new_output("display_data", data={"image/png": output.data["image/png"]})
                for output in cell.outputs
                if "image/png" in output.get("data", {})
            ]


def main(arguments):
    check = "--check" in arguments
    for name in [argument for argument in arguments if argument != "--check"]:
        path = Path(name)
        notebook = nbformat.read(path, as_version=4)
        # Quiet, as a kernel on this machine warns that its own connection is not encrypted.
        quiet = ["--log-level=40"]
        NotebookClient(
            notebook, timeout=600, extra_arguments=quiet, resources={"metadata": {"path": str(path.parent)}}
        ).execute()
        print(f"{path.name}: {sum(len(cell.get('outputs', [])) for cell in notebook.cells)} outputs")
        if not check:
            figures_only(notebook)
            nbformat.write(notebook, path)


if __name__ == "__main__":
    main(sys.argv[1:])
