"""Bytes of JSON, YAML and XML as plain values; whatever is broken, endless or hostile is refused with a sentence."""

import json
import math
import re
from collections import Counter
from weakref import WeakKeyDictionary
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

import yaml
from defusedxml.ElementTree import XMLParser
from django.utils.translation import gettext as _

from papers.importers.clean import clean, quoted
from papers.importers.rows import File, Unreadable

MOST_BYTES = 10 * 2**20
MOST_NODES = 1_000_000  # of YAML, with every alias written out
DEEPEST = 32
COMMA_AT_THE_END = re.compile(r'("(?:[^"\\]|\\.)*+"?)|,(?=\s*+[\]}])', re.DOTALL)  # strings are stepped over

_PARSED: WeakKeyDictionary[File, dict] = WeakKeyDictionary()


class Broken(Exception):
    """One entry cannot be read; the others can."""


def value(file):
    """What a JSON or YAML file holds: lists, dictionaries, texts, numbers. It is shared: read it, never change it."""
    return _once(file, "value", lambda: _value(file.content))


def _once(file, name, parse):
    """Parsed once for as long as the file is held: every format that is asked about it looks into it."""
    parsed = _PARSED.setdefault(file, {})
    if name not in parsed:
        check_size(file)
        try:
            parsed[name] = parse()
        except Unreadable as problem:
            parsed[name] = problem
    if isinstance(parsed[name], Unreadable):
        raise parsed[name].with_traceback(None)
    return parsed[name]


def is_structured(file, kind=object):
    """Whether ``file`` holds JSON or YAML whose outermost value is a ``kind``."""
    try:
        return isinstance(value(file), kind)
    except Unreadable:
        return False


def is_true(answer):
    """A yes of JSON, or of YAML, where every scalar is a text."""
    return answer is True or str(answer).strip().lower() in {"true", "yes", "on", "1"}


def xml(file):
    """The root of an XML file, and the line of every element."""
    return _once(file, "xml", lambda: _xml(file.content))


def _xml(content):
    builder = _Builder()
    builder.parser = parser = XMLParser(target=builder, forbid_dtd=False, forbid_entities=True, forbid_external=True)
    try:
        parser.feed(content)
        root = parser.close()
    except ParseError as problem:
        raise Unreadable(_("This XML is broken near line %(line)d.") % {"line": problem.position[0]}) from None
    except (ValueError, LookupError):  # an entity, or an encoding that nobody knows
        raise Unreadable(
            _("This XML defines entities of its own or is in an odd encoding; save it as plain UTF-8.")
        ) from None
    _check_depth(root)
    return root, builder.lines


class _Builder(TreeBuilder):
    parser: XMLParser

    def __init__(self):
        super().__init__()
        self.lines = {}

    def start(self, tag, attrs):
        element = super().start(tag, attrs)
        self.lines[element] = self.parser.parser.CurrentLineNumber
        return element


def check_size(file):
    if len(file.content) > MOST_BYTES:
        raise Unreadable(_("“%(name)s” is larger than 10 MB; split it.") % {"name": file.name})
    if not file.content.strip():
        raise Unreadable(_("“%(name)s” is empty.") % {"name": file.name})


def _decoded(content):
    try:
        return content.decode(json.detect_encoding(content)).removeprefix("\ufeff")
    except UnicodeDecodeError:
        raise Unreadable(_("This file is no text in UTF-8; save it as UTF-8 and bring it again.")) from None


def _value(content):
    text = _decoded(content)
    found = _json(text) if text.lstrip()[:1] in {"[", "{"} else _yaml(text)
    _check_depth(found)
    return found


def _json(text):
    """JSON, with commas at the end of lists as YAML allows them; or else YAML in braces."""
    try:
        return _strict_json(text)
    except json.JSONDecodeError as problem:
        try:
            return _strict_json(COMMA_AT_THE_END.sub(lambda match: match[1] or "", text))
        except json.JSONDecodeError:
            return _yaml(text, problem)


def _strict_json(text):
    try:
        return json.loads(text, object_pairs_hook=_object, parse_constant=_refuse_number, parse_float=_float)
    except RecursionError:
        raise _too_deep() from None
    except json.JSONDecodeError:
        raise
    except ValueError:  # an integer of thousands of digits
        raise Unreadable(_("A number in this file has too many digits.")) from None


def _object(pairs):
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _said_twice(key for key, _said in pairs)
    return found


def _float(digits):
    number = float(digits)
    return number if math.isfinite(number) else _refuse_number(digits)


def _refuse_number(words):
    raise Unreadable(_("“%(number)s” in this file is no number that can be used.") % {"number": words[:40]})


def _said_twice(keys):
    [(key, _times)] = Counter(keys).most_common(1)
    return Unreadable(
        _("%(key)s stands twice in one entry of this file; keep the one that counts.") % {"key": quoted(clean(key))}
    )


def _too_deep():
    return Unreadable(_("This file is nested deeper than %(deepest)d levels.") % {"deepest": DEEPEST})


def _check_depth(outermost):
    level = [outermost]
    for _depth in range(DEEPEST + 1):
        level = [inner for outer in level for inner in _inside(outer)]
        if not level:
            return
    raise _too_deep()


def _inside(outer):
    if isinstance(outer, dict):
        return outer.values()
    return outer if isinstance(outer, list | Element) else ()


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Every scalar is a text, as printed: “No” is a family name and 1.10 a version; only nothing is nothing."""

    yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag.endswith((":null", ":merge"))]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self, node, deep=False):
        keys = [key.value for key, _node in node.value if isinstance(key, yaml.ScalarNode)]
        if len(keys) != len(set(keys)):
            raise _said_twice(keys)
        return super().construct_mapping(node, deep)


def _yaml(text, problem=None):
    try:
        _check_events(yaml.parse(text, _Loader))
        return yaml.load(text, _Loader)  # noqa: S506 - a SafeLoader that knows even less
    except Unreadable:
        raise
    except Exception as trouble:  # noqa: BLE001 - the library lets through whatever its constructors stumble over
        raise Unreadable(_broken(trouble, problem)) from None


def _broken(trouble, problem):
    mark = getattr(trouble, "problem_mark", None)
    line = problem.lineno if problem else mark.line + 1 if mark else None
    if line is None:
        return _("This file is neither JSON nor YAML that can be read.")
    return _("This file breaks near line %(line)d: it is neither JSON nor YAML from there on.") % {"line": line}


def _check_events(events):
    """Before anything is built: how deep it goes, and how large it becomes once every alias is written out."""
    sizes, started, size = {}, [], 0
    for event in events:
        size += sizes.get(event.anchor, MOST_NODES) if isinstance(event, yaml.AliasEvent) else 1
        if isinstance(event, yaml.CollectionStartEvent):
            started.append((event.anchor, size))
        elif isinstance(event, yaml.CollectionEndEvent):
            anchor, before = started.pop()
            sizes[anchor] = size - before + 1
        elif isinstance(event, yaml.ScalarEvent) and event.anchor:
            sizes[event.anchor] = 1
        if len(started) > DEEPEST:
            raise _too_deep()
        if size > MOST_NODES:
            raise Unreadable(_("This file holds more than a million values, or its references make it so; split it."))
