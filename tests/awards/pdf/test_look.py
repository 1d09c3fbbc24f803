import re

import typst

from awards.pdf import render
from tests import environment

LOOK = (render.HERE / "look.typ").read_text()


def test_the_colours_are_those_of_the_pages():
    colours = re.findall(r'rgb\("(#\w+)"\)', LOOK)
    tokens = (environment.PROJECT / "static" / "css" / "tokens.css").read_text()

    assert colours
    assert [colour for colour in colours if f"light-dark({colour}," not in tokens] == []


def test_every_font_that_is_named_is_there():
    here = typst.Fonts(include_system_fonts=False, font_paths=[str(render.HERE / "fonts")]).families()
    named = re.findall(r'^  (?:\(name: )?"([^"]+)"', LOOK, re.MULTILINE)

    assert len(named) == 5
    assert set(named) <= set(here)
