"""What nobody should have to remember."""

import re
import subprocess
import tomllib

import pytest
import yaml
from django.apps import apps
from django.core.management import call_command, get_commands
from django.urls import URLPattern, get_resolver

from tests import environment
from tests.environment import PROJECT

PUBLIC_VIEWS = {
    "unsubscribe",
    "all_awards",
    "awards:awards",
    "awards:csv",
    "awards:grants",
    "awards:json",
    "awards:xml",
    "banner",
    "certificate",
    "certificate_pdf",
    "certificates",
    "edition",
    "healthz",
    "home",
    "logo",
    "offer",
    "papers:paper",
    "papers:papers",
    "papers:pdf",
    "papers:schedule",
    "person",
    "photo",
    "workshops:committee",
    "workshops:dates",
    "workshops:organizers",
    "workshops:page",
    "workshops:speakers",
}

OURS = ["accounts", "awards", "config", "notifications", "papers", "workshops"]
MAIL_PARTS = {"subject.txt", "body.txt", "body.html"}
PAGES = [path for path in (PROJECT / "templates").rglob("*.html") if "emails" not in path.parts]


def views(patterns, prefix=""):
    """Name and view of every route of ours."""
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            if pattern.callback.__module__.partition(".")[0] in OURS:
                yield prefix + (pattern.name or pattern.lookup_str), pattern.callback
        elif pattern.namespace != "admin":
            namespace = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from views(pattern.url_patterns, prefix + namespace)


def tracked_files():
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=PROJECT,
        check=True,
        capture_output=True,
        text=True,
    )
    return [path for line in listed.stdout.splitlines() if (path := PROJECT / line).is_file()]


@pytest.mark.django_db
def test_no_migration_is_pending():
    call_command("makemigrations", check=True, dry_run=True)


def test_every_mail_has_its_three_parts():
    folders = [path for path in (PROJECT / "templates").glob("*/emails/*") if path.is_dir()]

    assert {folder: {part.name for part in folder.iterdir()} for folder in folders} == dict.fromkeys(
        folders, MAIL_PARTS
    )


@pytest.mark.parametrize(
    "model", [model for model in apps.get_models() if getattr(model, "MOVES", None)], ids=lambda model: model.__name__
)
def test_every_status_has_its_row_of_moves(model):
    [field] = [field for field in model._meta.fields if field.name in {"status", "state"}]
    statuses = set(dict(field.flatchoices))

    assert set(model.MOVES) == statuses
    assert set().union(*model.MOVES.values()) <= statuses


def test_the_example_environment_is_what_settings_and_compose_read():
    settings = (PROJECT / "config" / "settings.py").read_text()
    read_by_settings = set(re.findall(r'\benv\.\w+\(\s*"([A-Z0-9_]+)"', settings))
    compose = (PROJECT / "docker-compose.yml").read_text()
    filled_in = set(re.findall(r"\$\{([A-Z0-9_]+)", compose))
    passed_on = {name for name, value in yaml.safe_load(compose)["x-laurel"]["environment"].items() if value is None}

    assert set(environment.example()) == read_by_settings | filled_in | passed_on


def test_every_command_in_the_readme_exists():
    readme = (PROJECT / "README.md").read_text()
    targets = re.findall(r"^([a-z-]+):", (PROJECT / "Makefile").read_text(), re.MULTILINE)

    assert set(re.findall(r"\bmake ([a-z-]+)\b", "\n".join(code_in(readme)))) <= set(targets)
    assert set(re.findall(r"manage\.py ([a-z_]+)", readme)) <= set(get_commands())


def code_in(markdown):
    return re.findall(r"^```.*?^```|`[^`\n]+`", markdown, re.MULTILINE | re.DOTALL)


def test_the_public_views_are_exactly_these():
    public = {name for name, view in views(get_resolver().url_patterns) if not getattr(view, "login_required", True)}

    assert public == PUBLIC_VIEWS


def test_every_dependency_says_why_it_is_there():
    text = (PROJECT / "pyproject.toml").read_text()
    declared = tomllib.loads(text)
    dependencies = declared["project"]["dependencies"] + declared["dependency-groups"]["dev"]
    explained = re.findall(r'^    "([^"]+)",\s*# \S', text, re.MULTILINE)

    assert set(dependencies) - set(explained) == set()


DATA = r' type="application/ld\+json">'  # a block that no browser runs
SCRIPT = rf"<script(?!{DATA})(?![^>]*\ssrc\s*=)"


@pytest.mark.parametrize("inline", [r"<style", r"\sstyle\s*=", SCRIPT, r"\son[a-z]+\s*=\s*[\"']", r"javascript:"])
def test_pages_have_nothing_inline(inline):
    assert [path for path in PAGES if re.search(inline, path.read_text(), re.IGNORECASE)] == []


@pytest.mark.parametrize("name", ["prod", "dev", "uv"])
def test_the_lock_pins_by_hash_and_names_no_address(name):
    lock = (PROJECT / "requirements" / f"{name}.txt").read_text()
    pins = re.split(r"^(?=\w)", lock, flags=re.MULTILINE)[1:]

    assert [pin for pin in pins if "==" not in pin or "--hash=sha256:" not in pin] == []
    assert "://" not in lock


def test_no_file_names_the_host_of_a_package_registry():
    hosts = [
        ".".join(parts) for parts in [("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("npmjs", "com")]
    ]
    needle = re.compile("|".join(map(re.escape, hosts)).encode())

    assert [path for path in tracked_files() if needle.search(path.read_bytes())] == []


def test_apps_import_only_what_stands_below_them():
    checked = subprocess.run(["lint-imports"], cwd=PROJECT, env=environment.clean(), capture_output=True, text=True)

    assert checked.returncode == 0, checked.stdout


def test_every_trap_names_tests_that_exist():
    named = set(re.findall(r"`(tests/\S+\.py)` `(test_\w+)`", (PROJECT / "docs" / "traps.md").read_text()))
    files = {path: (PROJECT / path).read_text() for path, _name in named}
    existing = {
        (path, name) for path, text in files.items() for name in re.findall(r"^def (test_\w+)\(", text, re.MULTILINE)
    }

    assert named
    assert named - existing == set()
