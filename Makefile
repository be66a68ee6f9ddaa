# Opdrachten voor mensen; `make help` zegt wat elk doet.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
RUN := $(VENV)/bin/python
SOURCES := ai4care organisations cases knowledge referrals assistant feedback privacy tests benchmarks manage.py gunicorn.conf.py
TESTS ?= tests
# The settings of a production machine, with placeholders where the secrets and addresses go.
DEPLOYED = AI4CARE_PROFILE=production SITE_URL=https://ai4care.example ALLOWED_HOSTS=ai4care.example \
	DATABASE_URL=postgresql://app@localhost/ai4care REDIS_URL=redis://localhost:6379 \
	SECRET_KEY=$$(head -c 64 /dev/urandom | base64 -w 0) AI4CARE_PLATFORM_KEY=$$(head -c 32 /dev/urandom | base64)

.DEFAULT_GOAL := help
.PHONY: help demo setup test lint bench peers format chromium

help: ## Toon deze lijst
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1|/' | column -t -s '|'

demo: $(VENV)/installed ## Start alles op deze machine (PORT=8000)
	@exec $(RUN) manage.py demo --port $(PORT) --stop-with-parent

setup: $(VENV)/installed ## Zet alles klaar, zonder web en werker te starten
	@exec $(RUN) manage.py setup

test: $(VENV)/installed-dev chromium ## Voer alle tests uit (TESTS=tests/cases voor een deel)
	@exec $(RUN) -m pytest $(TESTS)

lint: $(VENV)/installed-dev ## Controleer opmaak, types, importrichtingen, migraties en instellingen
	$(RUN) -m ruff format --check .
	$(RUN) -m ruff check .
	$(RUN) -m mypy $(wildcard $(SOURCES))
	$(VENV)/bin/lint-imports
	AI4CARE_VAR=var/test $(RUN) manage.py makemigrations --check --dry-run
	@echo manage.py check --deploy
	@$(DEPLOYED) $(RUN) manage.py check --deploy --fail-level WARNING

format: $(VENV)/installed-dev ## Herschik de broncode
	$(RUN) -m ruff format .
	$(RUN) -m ruff check --fix .

bench: $(VENV)/installed-dev ## Meet snelheid en omvang en toon een tabel
	@exec $(RUN) -m benchmarks

peers: $(VENV)/installed ## Maak de omgevingen van andere pakketten om mee te vergelijken (var/peers)
	@exec $(RUN) -m benchmarks.peers.environments

chromium:
	@.ci/chromium

$(VENV)/installed: requirements.txt
	@$(PYTHON) ai4care/bootstrap.py requirements.txt
	@touch $@

$(VENV)/installed-dev: requirements-dev.txt $(VENV)/installed
	@$(PYTHON) ai4care/bootstrap.py requirements-dev.txt
	@touch $@
