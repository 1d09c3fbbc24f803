"""Where the real files are. Without them nothing is measured, and that is no failure."""

import os
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent


def real_data():
    folder = Path(os.environ.get("REAL_DATA", PROJECT.parent / "shared" / "data"))
    if not folder.is_dir():
        print(f"Nothing was measured: the real files are not in {folder}; REAL_DATA names their folder.")
        sys.exit(0)
    return folder
