# Every target works on a fresh clone with GNU make and Python 3.11 or newer, and installs what it needs into .venv.

PYTHON ?= python3
PORT ?= 8000

BIN := .venv/bin
INSTALLED := .venv/.synced
MANAGE := $(BIN)/python manage.py
PYTEST := $(BIN)/python -m pytest -n 2 --dist loadfile
COMPILE := $(BIN)/uv pip compile --quiet --upgrade --generate-hashes --no-header --python-version 3.11 --universal

# What a shell exports for another project is not meant for this one.
unexport VIRTUAL_ENV DJANGO_SETTINGS_MODULE PYTHONPATH

MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.PHONY: help demo test test-mail test-browser check lint run worker bench lock clean chromium

help:  ## List the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 16

demo: $(INSTALLED)  ## Serve Laurel with two real workshops (PORT=8000)
	LAUREL_ENV=demo $(MANAGE) demo --port $(PORT)

test: $(INSTALLED)  ## Run the tests on SQLite, without a browser
	$(PYTEST) -m "not browser"

test-browser: $(INSTALLED) chromium  ## Run the browser tests in Debian's Chromium
	@if command -v chromium > /dev/null; then $(PYTEST) -m browser; \
	elif [ -n "$(CI)" ]; then echo "There is no chromium, and CI does without nothing."; exit 1; \
	else echo "Browser tests skipped: there is no chromium; on Debian, apt-get install chromium brings it."; fi

test-mail: $(INSTALLED)  ## Prove the outbox in the long form: kills, restarts and 10,000 random steps, on both databases
	LAUREL_LONG=1 $(BIN)/python -m pytest tests/mail
	LAUREL_LONG=1 LAUREL_TEST_DATABASE=postgres $(BIN)/python -m pytest tests/mail

check: lint test  ## All that CI asks: lint, types, layers, migrations, templates, tests on both databases and in a browser
	LAUREL_TEST_DATABASE=postgres $(PYTEST) -m "not browser"
	$(MAKE) test-browser

lint: $(INSTALLED)  ## Everything that is checked without running: style, types, layers, templates, migrations, deployment
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	find templates -name '*.html' -print0 | xargs -r0 $(BIN)/djade --check --target-version 5.2
	LAUREL_ENV=demo $(BIN)/mypy
	$(BIN)/lint-imports
	LAUREL_ENV=demo $(MANAGE) makemigrations --check --dry-run
	set -ea; . ./.env.example; $(MANAGE) check --deploy --fail-level WARNING

run: $(INSTALLED)  ## Serve the working copy for development (PORT=8000)
	LAUREL_ENV=development $(MANAGE) migrate
	LAUREL_ENV=development $(MANAGE) runserver $(PORT)

worker: $(INSTALLED)  ## Send the mails of the development server: Celery's worker and beat in one
	LAUREL_ENV=development $(BIN)/celery -A config worker -B --loglevel INFO

bench: $(INSTALLED)  ## Measure: every script in benchmarks/
	set -e; for script in benchmarks/*.py; do LAUREL_ENV=demo $(BIN)/python $$script; done

lock: $(INSTALLED)  ## Upgrade the hashed lock in requirements/
	$(COMPILE) requirements/uv.in -o requirements/uv.txt
	$(COMPILE) pyproject.toml -o requirements/prod.txt
	$(COMPILE) pyproject.toml --group dev -o requirements/dev.txt

clean:  ## Remove everything that the other targets made, the demo's data too
	rm -rf .venv var .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

chromium:
	@command -v chromium > /dev/null || [ "$$(id -u)" != 0 ] || ! command -v apt-get > /dev/null || { apt-get update -qq \
	  && DEBIAN_FRONTEND=noninteractive apt-get install -qqy --no-install-recommends chromium fonts-dejavu-core > /dev/null; }

$(INSTALLED): requirements/uv.txt requirements/dev.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Laurel needs Python 3.11 or newer; make PYTHON=/path/to/python3.11 ... chooses one."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2> /dev/null \
	  || { echo "This Python has no venv; on Debian, apt-get install python3-venv brings it."; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
	$(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes requirements/dev.txt
	touch $@
