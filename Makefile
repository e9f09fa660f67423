PYTHON ?= python3
PORT ?= 8000
RUN := .venv/bin/python -m
MANAGE := .venv/bin/python manage.py
LINE_READY := .venv/line-ready
JOURNEYS_READY := .venv/journeys-ready
DEVELOPMENT_READY := .venv/development-ready

.PHONY: help journeys journeys-http test test-postgres load mutants fuzz lint serve serve-production call bench
.DEFAULT_GOAL := help

help:  ## Tell what each command does
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-17s %s\n", $$1, $$2}' Makefile

# What an earlier run has left goes first, so that nobody takes it for this one's.
journeys: $(JOURNEYS_READY)  ## Run every caller's journey, and write the living documentation
	rm -rf reports
	$(RUN) pytest step_defs --junitxml reports/junit.xml; journeys=$$?; \
	    $(RUN) pytest_ivr.living_docs build reports/*.ndjson --title "Movie Info" --min-menu-coverage 90 && exit $$journeys

journeys-http: $(JOURNEYS_READY)  ## Run every caller's journey over real HTTP
	$(RUN) pytest step_defs/test_journeys.py --over-http

test: $(DEVELOPMENT_READY)  ## Run every test, and measure what the tests reach
	$(RUN) coverage run --data-file=.coverage.journeys -m pytest step_defs
	$(RUN) coverage combine --quiet --data-file=.coverage.journeys
	$(RUN) coverage report --data-file=.coverage.journeys --include='movies/views.py' --fail-under=100
	$(RUN) pytest step_defs/test_journeys.py --over-http -q
	$(RUN) testbed.browser
	$(RUN) testbed.postgres
	$(RUN) coverage run --data-file=.coverage.packages -m pytest --ignore=step_defs
	$(RUN) coverage combine --quiet --data-file=.coverage.packages
	$(RUN) coverage report --data-file=.coverage.packages --include='pytest_ivr/*,phone/*' --fail-under=100

# The databases go with the server: --reuse-db leaves them to it.
test-postgres: $(DEVELOPMENT_READY)  ## Run every test on PostgreSQL, and every journey over two servers that share it
	$(RUN) testbed.postgres $(RUN) pytest --reuse-db
	$(RUN) testbed.postgres $(RUN) pytest --reuse-db step_defs/test_journeys.py --over-gunicorn -rs --no-fold-skipped

load: $(DEVELOPMENT_READY)  ## Let many callers call at once, on gunicorn and PostgreSQL, and measure
	$(RUN) tools.load

mutants: $(DEVELOPMENT_READY)  ## Change the line in every small way, and see whether the journeys notice
	$(RUN) tools.mutants

fuzz: $(DEVELOPMENT_READY)  ## Try what holds for every call on 10,000 calls made up at random
	$(RUN) pytest pytest_ivr/simulator/tests/test_properties.py --hypothesis-profile=fuzz --hypothesis-show-statistics

lint: $(DEVELOPMENT_READY)  ## Check format, style, types, layers, migrations and production settings
	$(RUN) ruff format --check .
	$(RUN) ruff check .
	$(RUN) mypy .
	.venv/bin/lint-imports
	$(MANAGE) makemigrations --check --dry-run
	ALLOWED_HOSTS=movie-info.example BEHIND_TLS_PROXY=on HSTS_SECONDS=31536000 TWILIO_AUTH_TOKEN=of-the-account \
	    SECRET_KEY=$$(.venv/bin/python -c "import secrets; print(secrets.token_hex(32))") $(MANAGE) check --deploy --fail-level WARNING

# The key is kept, so that a restart loses neither logins nor calls on the phone.
serve: $(JOURNEYS_READY) .venv/secret-key  ## Start the line on this computer, with demo data and a phone to dial it
	$(MANAGE) migrate --verbosity 0
	$(MANAGE) load_demo || echo "The line starts with the catalogue as it is."
	@echo "The phone, to dial the line:     http://127.0.0.1:$(PORT)/phone/"
	@echo "The webhook, through a tunnel:   http://127.0.0.1:$(PORT)/movies/choose-theater"
	SECRET_KEY=$${SECRET_KEY:-$$(cat .venv/secret-key)} PHONE_ENABLED=$${PHONE_ENABLED:-on} \
	    $(MANAGE) runserver --insecure 127.0.0.1:$(PORT)

serve-production: export STATIC_ROOT ?= $(CURDIR)/.venv/static
serve-production: $(LINE_READY)  ## Serve the line in production; docs/operations.md explains what it needs
	$(MANAGE) check --deploy --fail-level ERROR
	$(MANAGE) migrate --verbosity 0
	$(MANAGE) collectstatic --no-input --verbosity 0
	exec .venv/bin/gunicorn ivr.wsgi

call: $(JOURNEYS_READY)  ## Dial the line from this terminal, and keep the call as a scenario if you like
	$(MANAGE) migrate --verbosity 0
	$(MANAGE) load_demo || echo "The line has the catalogue as it is."
	$(RUN) phone

bench: $(DEVELOPMENT_READY)  ## Measure the speed of calls, scenarios, showtimes and journeys, as ratios
	$(RUN) tools.benchmarks

# Production installs the line's own requirements alone: the first group of the file.
$(LINE_READY): requirements.txt
	test -d .venv || $(PYTHON) -m venv .venv
	sed '/^# The journeys/q' requirements.txt | $(RUN) pip install --quiet --disable-pip-version-check -r /dev/stdin
	touch $@

$(JOURNEYS_READY): requirements.txt
	test -d .venv || $(PYTHON) -m venv .venv
	$(RUN) pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

.venv/secret-key: $(JOURNEYS_READY)
	umask 077 && .venv/bin/python -c "import secrets; print(secrets.token_hex(32))" > $@

$(DEVELOPMENT_READY): requirements-dev.txt $(JOURNEYS_READY)
	$(RUN) pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@
