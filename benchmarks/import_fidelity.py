"""How faithfully files and sites become an edition, beside what was counted by hand or by another program.

    python benchmarks/import_fidelity.py [SECTION …]

`REAL_DATA` names the folder of the real files. One line for each measurement; ends with 1 if one is missed.
"""

import os
import sys
import tempfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
SECTIONS = ["editions", "websites", "exports", "people", "interruptions"]
sys.path.insert(0, str(PROJECT))


def prepare(folder):
    os.environ |= {"LAUREL_ENV": "demo", "VAR_DIR": folder, "DJANGO_SETTINGS_MODULE": "config.settings"}
    os.environ["LOG_LEVEL"] = "ERROR"
    os.environ.pop("DATABASE_URL", None)
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def sections(names):
    from benchmarks.fidelity import editions, exports, interruptions, people, websites

    known = dict(zip(SECTIONS, [editions, websites, exports, people, interruptions], strict=True))
    return [known[name] for name in names or SECTIONS]


def main():
    from benchmarks.fidelity.data import real_data

    data = real_data()
    with tempfile.TemporaryDirectory() as folder:
        prepare(folder)
        from benchmarks.fidelity.table import Table

        table = Table()
        for section in sections(sys.argv[1:]):
            section.measure(table, data)
    table.close()
    return int(bool(table.missed))


if __name__ == "__main__":
    sys.exit(main())
