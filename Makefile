# Every command a newcomer needs. `make help` lists them.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PY := .venv/bin/python
SOURCES := platform assessments cms
CATALOGUES := $(shell find $(SOURCES) -name django.po)
SERVICES := DATABASE_URL=postgres://assett@127.0.0.1:54329/assett REDIS_URL=redis://127.0.0.1:63799/0
# Production settings, to check them; this key protects nothing.
PRODUCTION := DJANGO_SETTINGS_MODULE=config.settings.production SECRET_KEY=only-to-check-settings-0123456789-abcdefghijklmnopqrstuvwxyz
LOCK := .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate
PYTEST := $(PY) -m pytest --numprocesses auto

.PHONY: help setup demo serve test check services services-stop test-services bench messages lock format
help: ## List the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | column -t -s $$'\t'

setup: .venv/catalogues ## Install the locked dependencies in .venv and compile the catalogues

.venv/ready: deploy/lock/dev.txt deploy/lock/installer.txt pyproject.toml
	@python3 -m venv .venv
	@.venv/bin/pip install --quiet --disable-pip-version-check --require-hashes -r deploy/lock/installer.txt
	@.venv/bin/uv pip sync --quiet --python $(PY) --require-hashes deploy/lock/dev.txt
	@.venv/bin/uv pip install --quiet --python $(PY) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/catalogues: .venv/ready $(CATALOGUES)
	@$(PY) manage.py messages --compile
	@touch $@

demo: setup ## Set everything up and serve the demo at http://localhost:8000
	@$(PY) manage.py migrate --verbosity 0
	@$(PY) manage.py demo
	@$(PY) manage.py serve

serve: setup ## Serve what is there, in one process
	@$(PY) manage.py serve

test: setup ## Run the whole suite, browser included; says what it skipped and why
	@$(PYTEST)

check: setup ## Lint, types, floors, templates, migrations, translations, production settings
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	.venv/bin/djlint --lint --quiet $(SOURCES)
	$(PY) manage.py makemigrations --check --dry-run --verbosity 0
	$(PY) manage.py messages --check
	$(PRODUCTION) $(PY) manage.py check --deploy --fail-level WARNING

format: setup ## Format the code
	@.venv/bin/ruff check --fix --quiet .
	@.venv/bin/ruff format --quiet .

messages: setup ## Bring the French catalogues up to date with the code
	@$(PY) manage.py messages

services: ## Start PostgreSQL and Redis for the tests (installed by apt where missing)
	@deploy/services/start.sh

services-stop: ## Stop them
	@deploy/services/stop.sh

test-services: setup services ## Run the whole suite on PostgreSQL and Redis, and check the PDF with veraPDF
	@deploy/services/verapdf/fetch.sh
	@$(SERVICES) $(PYTEST)

bench: setup ## Measure against the goals (bench/goals.toml)
	@$(PY) bench/run.py quick

lock: ## Pin every dependency again, with hashes
	$(LOCK) pyproject.toml -o deploy/lock/runtime.txt
	$(LOCK) pyproject.toml --group dev -o deploy/lock/dev.txt
	echo uv | $(LOCK) - -o deploy/lock/installer.txt
