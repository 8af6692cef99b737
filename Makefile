# Bảng Vàng. `make help` lists what can be asked.

PORT ?= 8000
HOST ?= 127.0.0.1
# Processes that share the tests; each has its own database. 0 runs them in one.
WORKERS ?= 0
TESTS ?=

# The first Python that is new enough; PYTHON=... names another.
PYTHON ?= $(shell for each in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$each -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$each; break; }; done)

BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
PYTEST := DEBUG=1 DEMO=0 $(BIN)/python -m pytest -n $(WORKERS)
PACKAGES := permissions documents workflows project
TEMPLATES = $(shell find $(PACKAGES) -path '*/templates/*' -name '*.html')
# What `check --deploy` and the gathering of static files see: an installation as operators set it up.
AS_INSTALLED := DEBUG=0 DEMO=0 HTTPS=1 ALLOWED_HOSTS=thidua.example.vn \
	SECRET_KEY=only-to-check-the-settings-0123456789-abcdefghijklmnopqrstuvwxyz MALLOC_TRIM_THRESHOLD_=65536

ON_POSTGRESQL := $(filter postgres%,$(DATABASE_URL))
REQUIRED := $(filter-out 0,$(REQUIRE_ALL))

.DEFAULT_GOAL := help
.PHONY: help setup run demo test check lint format contracts migrations settings templates messages diagram \
	bench drill lock clean

help: ## list what can be asked
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1\t\2/p' $(MAKEFILE_LIST) | expand -t 12

# --- environment -----------------------------------------------------------------------------------
setup: .venv/installed-dev ## make .venv with the locked dependencies

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed and was not found; PYTHON=/path/to/python names one." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "$(PYTHON) cannot make a virtual environment: install its venv module (Debian, Ubuntu: python3-venv)." >&2; exit 1; }
	$(PYTHON) -m venv --clear .venv

.venv/installed: requirements.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/installed-dev: requirements.txt requirements-dev.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@ .venv/installed

# --- use -------------------------------------------------------------------------------------------
run: export DEBUG = 1
run: export DEMO = 1
run: .venv/installed ## serve the sample commune on PORT (8000)
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) load_catalogue
	@$(MANAGE) demo
	@echo "Sign in at http://$(HOST):$(PORT)/ (the page lists the people of the sample commune)."
	@$(MANAGE) runserver $(HOST):$(PORT)

demo: export DEBUG = 1
demo: export DEMO = 1
demo: .venv/installed ## load the sample commune into the database
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) load_catalogue
	@$(MANAGE) demo

# --- tests -----------------------------------------------------------------------------------------
# Once on SQLite; once more on PostgreSQL where DATABASE_URL names one.
test: .venv/installed-dev ## run every test that can run here (TESTS=path, WORKERS=2, REQUIRE_ALL=1)
	@echo "== Tests on SQLite"
	env -u DATABASE_URL $(PYTEST) $(if $(ON_POSTGRESQL),-m "not postgres") $(TESTS)
ifneq (,$(ON_POSTGRESQL))
	@echo "== Tests on PostgreSQL"
	$(PYTEST) -m "not sqlite" $(TESTS)
else
	@echo "LEFT OUT: the tests on PostgreSQL. DATABASE_URL=postgres://user:password@host:port/name runs them too." >&2
	@$(if $(REQUIRED),echo "REQUIRE_ALL=1: what is left out is a failure." >&2; exit 1,:)
endif

# --- what the build server runs --------------------------------------------------------------------
check: lint contracts migrations settings templates ## all checks and all tests, nothing left out
	@$(MAKE) --no-print-directory test REQUIRE_ALL=1

lint: .venv/installed-dev ## look for faults in code
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

contracts: .venv/installed-dev ## who may import whom
	$(BIN)/lint-imports --no-logo

migrations: .venv/installed-dev ## is a migration missing?
	DEBUG=1 $(MANAGE) makemigrations --check --dry-run

settings: .venv/installed-dev ## settings of an installation; every static file that is named exists
	$(AS_INSTALLED) $(MANAGE) check --deploy --fail-level WARNING
	@mkdir -p var && gathered=$$(mktemp -d var/static.XXXXXX) && trap 'rm -rf "$$gathered"' EXIT && \
		$(AS_INSTALLED) STATIC_ROOT="$$gathered" $(MANAGE) collectstatic --noinput --verbosity 0

templates: .venv/installed-dev ## form and faults of the templates
	@$(BIN)/djade --target-version 5.2 --check $(TEMPLATES)
	$(BIN)/djlint --quiet --lint $(PACKAGES)

# --- work on the code ------------------------------------------------------------------------------
format: .venv/installed-dev ## put code and templates in form
	$(BIN)/ruff check --fix --quiet . || true
	$(BIN)/ruff format .
	@$(BIN)/djade --target-version 5.2 $(TEMPLATES) || true

messages: .venv/installed-dev ## gather texts into the .po files, compile them to .mo (needs gettext)
	@command -v xgettext >/dev/null && command -v msgfmt >/dev/null || { \
		echo "The gettext tools are needed (Debian, Ubuntu: gettext)." >&2; exit 1; }
	@mkdir -p $(addsuffix /locale,$(PACKAGES))
	DEBUG=1 $(MANAGE) makemessages --locale vi --no-wrap --no-obsolete --add-location file --ignore .venv --ignore var --ignore tests --ignore deploy
	DEBUG=1 $(MANAGE) compilemessages --locale vi --ignore .venv --ignore var

diagram: .venv/installed ## draw the path of a proposal into the READMEs
	DEBUG=1 $(MANAGE) diagram

bench: .venv/installed-dev ## measure (WHAT=moves, inbox, import, trail, council, papers; DATABASE_URL as for the tests)
	$(AS_INSTALLED) HTTPS=0 $(MANAGE) bench $(or $(WHAT),moves)

# As everything else here it runs on a fresh clone too; an installation has its own key.
drill: export SECRET_KEY ?= only-for-the-drill
drill: .venv/installed ## back up the database, restore it beside, verify the trail
	deploy/drill.sh

lock: .venv/installed-dev ## choose the newest allowed versions and lock them (asks the package index)
	PIP_CONFIG_FILE=/dev/null PIP_FIND_LINKS= $(BIN)/pip-compile --upgrade -o requirements.txt pyproject.toml
	PIP_CONFIG_FILE=/dev/null PIP_FIND_LINKS= $(BIN)/pip-compile --upgrade --extra dev -c requirements.txt -o requirements-dev.txt pyproject.toml

clean: ## remove caches and gathered files, keep .venv and data
	rm -rf .pytest_cache .ruff_cache .import_linter_cache .hypothesis var/static.*
	find $(PACKAGES) tests -name __pycache__ -type d -prune -exec rm -rf {} +
