"""Certificates, minutes and reports as tagged PDF (PDF/UA-1). The same data give the same bytes, on every machine.

Words reach typst as JSON, never as markup, and only fonts of this folder and of typst itself are used.
"""

import json
import threading
from collections.abc import Iterator
from dataclasses import asdict
from functools import cache, lru_cache
from itertools import islice
from pathlib import Path
from typing import Any
from unicodedata import category

import typst
from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from awards.pdf.data import CertificateData, Document

HERE = Path(__file__).resolve().parent
NOT_SHOWN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}  # controls, direction marks, what is no letter
SHAPING = "\n\t\u200c\u200d"  # breaks of lines, and what parts or joins Arabic letters
ONE_AT_A_TIME = threading.Lock()


class CannotPrint(ValueError):
    """Says in a sentence what has to change."""


def certificate(data: CertificateData) -> bytes:
    with translation.override(data.language):
        values = asdict(data) | {
            "document_title": f"{data.award}, {data.edition}",
            "below_edition": ", ".join(filter(None, [data.short_name, data.host])),
            "words": _words(data),
            "signatures": [
                asdict(each) | {"image": each.image and list(each.image), "alt": _("Signature of %s") % each.name}
                for each in data.signatures
            ],
            "issued_on": data.issued_on.isoformat(),
        }
    laurel = (settings.BASE_DIR / "static" / "img" / "laurel.svg").read_text()
    return _printed("certificate.typ", values, laurel=laurel)


def document(data: Document) -> bytes:
    return _printed("document.typ", asdict(data))


def _words(data: CertificateData) -> dict[str, str]:
    told = {"day": date_format(data.issued_on, "j F Y"), "version": data.version, "code": data.code}
    return {
        "awarded_to": _("is awarded to"),
        "for_paper": _("for the paper"),
        "foot": _("Issued on %(day)s, version %(version)d, code %(code)s. Verify it at") % told if data.code else "",
    }


def _printed(template: str, values: dict[str, Any], **inputs: str) -> bytes:
    values = _visible(values)
    try:
        return _compile(template, values, **inputs)
    except RuntimeError as refusal:
        for text in _texts(values):
            _check_shows(text)
        if "too long for one page" in str(refusal):
            raise CannotPrint(_("This is too long for one page. Shorten the citation or the title.")) from refusal
        raise


def _visible(value: Any) -> Any:
    """Without what has no shape: controls, and marks that turn the direction of whatever stands beside them."""
    if isinstance(value, str):
        return "".join(sign for sign in value if sign in SHAPING or category(sign) not in NOT_SHOWN)
    if isinstance(value, dict):
        return {key: _visible(each) for key, each in value.items()}
    return [_visible(each) for each in value] if isinstance(value, list | tuple) else value


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts(each)


def _check_shows(text: str) -> None:
    """Whether the fonts can show every sign of ``text``; they are tried together first, for they may join."""
    if _shows(text):
        return
    missing = list(islice((sign for sign in dict.fromkeys(text) if not _shows(sign)), 5))
    words = {"text": Truncator(text).chars(60), "signs": " ".join(missing)}
    raise CannotPrint(
        _("“%(text)s” cannot be printed: no font here has %(signs)s.") % words
        if missing
        else _("“%(text)s” cannot be printed.") % words
    )


@lru_cache(maxsize=4096)
def _shows(text: str) -> bool:
    try:
        _compile("probe.typ", text)
    except RuntimeError:
        return False
    return True


def _compile(template: str, values: Any, **inputs: str) -> bytes:
    """RuntimeError, as typst.TypstError is one, for what cannot be printed."""
    inputs["data"] = json.dumps(values)
    with ONE_AT_A_TIME:
        try:
            # One document for a path; the types of typst's own stubs cannot say so.
            return _compiler().compile(HERE / template, format="pdf", pdf_standards=["ua-1"], sys_inputs=inputs)  # type: ignore[type-var, return-value]
        except BaseException as failure:
            # typst 0.15 panics over some letters that run from the right and that no font shows; the class has no module.
            if type(failure).__name__ == "PanicException":
                raise RuntimeError("typst panicked") from failure
            raise


@cache
def _compiler() -> typst.Compiler:
    """One for all: it reads the fonts once."""
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(HERE / "fonts")])
    return typst.Compiler(root=str(HERE), font_paths=fonts)
