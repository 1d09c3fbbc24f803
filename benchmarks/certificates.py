"""CPU time of 100 certificates on one core, each with other names, as a ratio to 100 times the emptiest PDF that typst makes.

Run by `make bench`. A hundred certificates should stay at or below 5 seconds.
"""

import os
import sys
import tempfile
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

COUNT = 100


def prepare(folder):
    os.environ |= {"LAUREL_ENV": "demo", "VAR_DIR": folder, "DJANGO_SETTINGS_MODULE": "config.settings"}
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    import django

    django.setup()


def seconds(print_one):
    print_one(0)  # the fonts are read once, as in a server
    start = time.process_time()
    for number in range(1, COUNT + 1):
        print_one(number)
    return time.process_time() - start


def main():
    import typst

    from awards.pdf import render
    from awards.pdf.data import CertificateData, Signature

    plain = CertificateData(
        award="Best paper",
        names=("Ada Person", "Nguyễn Thị Ánh Ngọc", "王小明", "محمد بن عبد الله"),
        edition="Security and Safety in Machine Learning Systems",
        issued_on=date(2021, 5, 9),
        version=1,
        code="ABCD-EFGH-JKMN",
        verify_url="http://localhost/certificates/ABCD-EFGH-JKMN/",
        paper="On the care of models",
        citation="Careful throughout, and kind to whoever reads it.",
        signatures=(Signature("Grace Chair", "Chair of the committee"), Signature("Emil Chair", "Sponsor")),
    )
    empty = typst.Compiler()
    reference = seconds(lambda number: empty.compile(f"{number}".encode(), format="pdf"))
    ours = seconds(lambda number: render.certificate(replace(plain, names=(f"Person {number}", *plain.names))))
    print(
        f"{COUNT} certificates: {ours:.2f} s of CPU; {COUNT} empty pages: {reference:.2f} s; ratio {ours / reference:.1f}"
    )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        prepare(folder)
        main()
