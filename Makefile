PYTHON ?= python3
PORT ?= 8000
PHONE_PORT ?= 8001
RUN := .venv/bin/python -m
MANAGE := .venv/bin/python manage.py
LINE_READY := .venv/line-ready
JOURNEYS_READY := .venv/journeys-ready
DEVELOPMENT_READY := .venv/development-ready
# The plugins are named, because to load those that only developers have installed takes as long as the journeys.
JOURNEYS := pytest --disable-plugin-autoload -p django -p pytest-bdd -p pytest_socket -p time_machine
IN_PROCESS := reports/in-process.json
# Many tests wait, for processes of their own and for seconds that pass: with two, processors would wait with them. A
# file's tests stay together, because they share servers.
IN_PARALLEL := --numprocesses 3 --dist loadfile

# Tests start hundreds of processes. Each would compile the kit anew where an environment keeps bytecode from being
# written, as that of a container often does.
unexport PYTHONDONTWRITEBYTECODE

LOCK := .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate

.PHONY: help journeys unnoticed journeys-http test test-postgres load mutants fuzz lint lock migrate serve serve-production call bench
.DEFAULT_GOAL := help

help:  ## List the commands
	@awk -F ':.*## ' '/^##@/ {printf "\n%s\n", substr($$0, 5)} /^[a-z-]+:.*## / {printf "  make %-17s %s\n", $$1, $$2}' Makefile

##@ Journeys

# What changed since an earlier run is told if SINCE names its streams; HISTORY is a file with the verdicts of the last
# runs, and DOCUMENT_URL where the document will be published.
COMPARED = $(if $(SINCE),--since $(SINCE)) $(if $(HISTORY),--history $(HISTORY)) $(if $(DOCUMENT_URL),--url $(DOCUMENT_URL))

# An earlier run's files are deleted first, so that nobody takes them for this one's. The streams are published with the
# page, for the next run to be compared with.
journeys: $(JOURNEYS_READY)  ## Run the callers' journeys, and write the living documentation
	rm -rf reports
	$(RUN) $(MEASURE) $(JOURNEYS) features step_defs/test_language.py --junitxml reports/junit.xml; \
	    journeys=$$?; \
	    $(RUN) pytest_ivr docs build reports/*.ndjson --title "Movie Info" --min-coverage 100 $(COMPARED) && \
	    $(RUN) pytest_ivr check --voice reports/*.ndjson; \
	    document=$$?; cp reports/*.ndjson reports/site/; test $$document = 0 && exit $$journeys

unnoticed: $(JOURNEYS_READY)  ## Change the line's answers, one at a time; a journey should notice each
	$(RUN) $(JOURNEYS) features --change-answers

journeys-http: $(JOURNEYS_READY)  ## Run the callers' journeys over real HTTP
	$(RUN) $(JOURNEYS) features --over-http

##@ Tests

# The journeys run once in process, measured, and once over HTTP, by test_over_http, which compares the two runs.
test: $(DEVELOPMENT_READY)  ## Run all tests, and measure their coverage
	$(MAKE) journeys MEASURE="coverage run --data-file=.coverage.journeys -m" \
	    JOURNEYS="$(JOURNEYS) -p step_defs.transcripts --transcripts $(IN_PROCESS)"
	$(RUN) coverage combine --quiet --data-file=.coverage.journeys
	$(RUN) coverage report --data-file=.coverage.journeys --include='movies/views.py,movies/upcoming.py,movies/webhook.py' --fail-under=100
	$(RUN) testbed.browser
	$(RUN) testbed.debian
	$(RUN) testbed.postgres
	$(RUN) testbed.html_formatter
	JOURNEYS_IN_PROCESS=$(IN_PROCESS) $(RUN) pytest $(IN_PARALLEL) \
	    deploy ivr step_defs movies testbed tools --ignore=step_defs/test_language.py
	$(RUN) coverage run --data-file=.coverage.packages -m pytest $(IN_PARALLEL) pytest_ivr
	$(RUN) coverage combine --quiet --data-file=.coverage.packages
	$(RUN) coverage report --data-file=.coverage.packages --include='pytest_ivr/*' --fail-under=100

# --reuse-db: nobody has to delete the databases, they go with the server.
test-postgres: $(DEVELOPMENT_READY)  ## Run all tests on PostgreSQL, and the journeys on two servers that share it
	$(RUN) testbed.postgres $(RUN) pytest --reuse-db
	$(RUN) testbed.postgres $(RUN) pytest --reuse-db features --over-gunicorn -rs --no-fold-skipped

fuzz: $(DEVELOPMENT_READY)  ## Test the properties of every call on 10,000 random calls
	$(RUN) pytest pytest_ivr/simulator/tests/test_properties.py --hypothesis-profile=fuzz --hypothesis-show-statistics

lint: $(DEVELOPMENT_READY)  ## Check format, style, types, imports, deploy/, migrations and production settings
	$(RUN) ruff format --check .
	$(RUN) ruff check .
	$(RUN) mypy .
	.venv/bin/lint-imports
	.venv/bin/shellcheck --severity=warning deploy/install deploy/certificate deploy/manage
	.venv/bin/hadolint deploy/Containerfile
	.venv/bin/check-jsonschema --quiet --builtin-schema vendor.compose-spec deploy/compose.yaml
	.venv/bin/check-jsonschema --quiet --builtin-schema vendor.dependabot .github/dependabot.yml
	.venv/bin/check-jsonschema --quiet --builtin-schema vendor.github-workflows .github/workflows/*.yml
	.venv/bin/kubernetes-validate --strict --quiet deploy/kubernetes.yaml
	$(MANAGE) makemigrations --check --dry-run
	ALLOWED_HOSTS=movie-info.example BEHIND_TLS_PROXY=on HSTS_SECONDS=31536000 TWILIO_AUTH_TOKEN=$$(printf '0%.0s' $$(seq 32)) \
	    SECRET_KEY=$$(.venv/bin/python -c "import secrets; print(secrets.token_hex(32))") $(MANAGE) check --deploy --fail-level WARNING

# What is locked stays as it is where the requirements allow it. Delete a lock first to renew all of it.
lock: $(DEVELOPMENT_READY)  ## Write requirements.lock, of the line, and requirements-dev.lock, of everything, with hashes
	$(RUN) pip install --quiet --disable-pip-version-check "uv>=0.13.9,<0.14"
	sed '/^# The journeys/q' requirements.txt | $(LOCK) --output-file requirements.lock -
	$(LOCK) --output-file requirements-dev.lock requirements-dev.txt

##@ The line

# Secrets are kept: logins survive a restart, and the phone signs with the token that the line knows. The phone ends
# with Control-C, and then the line.
serve: $(JOURNEYS_READY) .venv/secret-key .venv/auth-token  ## Start the line on this computer, with demo data, and a phone in the browser
	$(MANAGE) migrate --verbosity 0
	@$(MANAGE) load_demo || echo "The line starts with the catalogue as it is."
	@echo "The webhook, through a tunnel:   http://127.0.0.1:$(PORT)/movies/choose-theater"
	@export PORT=$(PORT) JOURNEY_CLOCK=$${JOURNEY_CLOCK:-on} SECRET_KEY=$${SECRET_KEY:-$$(cat .venv/secret-key)} \
	    TWILIO_AUTH_TOKEN=$${TWILIO_AUTH_TOKEN:-$$(cat .venv/auth-token)}; \
	    $(MANAGE) runserver --insecure 127.0.0.1:$(PORT) & line=$$!; trap "kill $$line" EXIT; trap exit INT TERM; \
	    $(RUN) pytest_ivr call --browser --port $(PHONE_PORT) --ivr-line step_defs.line:served_movie_info

migrate: $(LINE_READY)  ## Make or change the tables of the line's database, before a new version serves
	$(MANAGE) migrate

# It starts without a database, too, and apologizes: to migrate is a step of its own.
serve-production: export STATIC_ROOT ?= $(CURDIR)/.venv/static
serve-production: $(LINE_READY)  ## Serve the line in production; docs/operations.md explains what it needs
	$(MANAGE) check --deploy --fail-level ERROR
	$(MANAGE) collectstatic --no-input --verbosity 0
	exec .venv/bin/gunicorn ivr.wsgi

call: $(JOURNEYS_READY)  ## Dial the line in this terminal, and save the call as a scenario if you like
	$(MANAGE) migrate --verbosity 0
	@$(MANAGE) load_demo || echo "The line starts with the catalogue as it is."
	$(RUN) pytest_ivr call

##@ Measurements

bench: $(DEVELOPMENT_READY)  ## Measure the speed of calls, scenarios, showtimes and journeys, as ratios
	$(RUN) testbed.html_formatter
	$(RUN) tools.benchmarks

load: $(DEVELOPMENT_READY)  ## Measure the line on gunicorn and PostgreSQL while many callers call at once
	$(RUN) tools.load

mutants: $(DEVELOPMENT_READY)  ## Change the line's code in small ways, one at a time; a journey should notice each
	$(RUN) tools.mutants

# Production installs the line's own requirements alone, each file of them known by its hash.
$(LINE_READY): requirements.lock
	test -d .venv || $(PYTHON) -m venv .venv
	$(RUN) pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	touch $@

$(JOURNEYS_READY): requirements.txt
	test -d .venv || $(PYTHON) -m venv .venv
	$(RUN) pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

.venv/secret-key: BYTES := 32
.venv/auth-token: BYTES := 16
.venv/secret-key .venv/auth-token: $(JOURNEYS_READY)
	umask 077 && .venv/bin/python -c "import secrets; print(secrets.token_hex($(BYTES)))" > $@

$(DEVELOPMENT_READY): requirements-dev.txt $(JOURNEYS_READY)
	$(RUN) pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@
