# One command for each thing a person does here. Everything made lands in .leanto/ and site/_site/.
# Another interpreter: make test PYTHON=python3.13

ifndef PYTHON
# The first that is new enough: where python3 is older, a newer one is often beside it.
NEW     := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON  := $(shell for one in python3 python3.13 python3.12 python3.11; do \
	$$one -c '$(NEW)' 2>/dev/null && echo $$one && exit; done; echo python3)
endif
PORT    ?= 8000
VERSION := $(shell $(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])')
VENV    := .leanto/venv-$(VERSION)
PY      := $(VENV)/bin/python
PIP     := $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes
# AWS CloudShell keeps 1 GB at home, and what is made for deploying is nearly all of that.
CLOUD   := $(if $(filter CloudShell,$(AWS_EXECUTION_ENV)),/tmp/leanto-$(shell id -u),.leanto)/cloud-$(VERSION)
UNFETCHED := 'That did not arrive whole. Look at the internet connection, and at the room on the disk: df -h. Then run the same command again.'
# Where that is there, it does for looking at the account too.
LOOK    := $(if $(wildcard $(CLOUD)/.made),$(CLOUD)/.made,$(VENV)/.serve)

# SWAP=true would be a drill that puts nothing in place, and LOCAL=no the forum on this machine.
$(foreach each,LOCAL AWS SWAP OLD,$(if $(filter-out yes,$($(each))),\
	$(error $(each)=$($(each)) is not understood: write $(each)=yes, or leave it out)))

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help serve site moderator test check build package helplines doctor settings cost deploy destroy domain backup import restore-drill verify-audit export-audit unseal bench screenshots lock clean chromium

help: ## list these commands
	@sed -n 's/^\([a-z-]*\):.*## /make \1|/p' Makefile | awk -F'|' '{ printf "%-18s %s\n", $$1, $$2 }'

serve: $(VENV)/.serve .leanto/emulator/.made ## start the whole forum at http://localhost:8000 (PORT=…)
	@exec $(PY) infra/local.py serve --port $(PORT)

moderator: $(if $(AWS),$(LOOK),$(VENV)/.serve) ## print a one-time link for a new moderator (NAME=…), of make serve or AWS (AWS=yes)
	@test -n "$(NAME)" || { echo 'Say who: make moderator NAME=Rowan' >&2; exit 2; }
	@$(if $(AWS),PYTHONPATH=infra $(dir $(LOOK))bin/python -m deploy moderator --person,$(PY) infra/local.py moderator) "$(NAME)"

test: check chromium .leanto/emulator/.made $(CLOUD)/.made ## check, then every test (ARGS="-k words" for some)
	$(PY) -m pytest $(ARGS)

check: $(VENV)/.test ## lint, formatting, types, and the walls of the house
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(PY) -m pytest -q tests/test_architecture.py

site: PORT = 8001
site: $(VENV)/.serve ## show the static pages alone at http://localhost:8001, and again after each change
	@PYTHONPATH=infra exec $(PY) -m here.preview --port $(PORT)

build: $(VENV)/.serve ## write the static site into site/_site (ORIGIN=… for the sitemap)
	$(PY) site/build.py $(if $(ORIGIN),--origin $(ORIGIN))

package: $(CLOUD)/.made ## build the site and the functions' bundle for AWS (ORIGIN=… for the sitemap)
	$(CLOUD)/bin/python infra/package.py $(if $(ORIGIN),--origin $(ORIGIN))

helplines: $(VENV)/.serve ## list the help lines that are due for a check, your own country first
	@PYTHONPATH=site $(PY) -m help.helplines due

doctor: $(LOOK) ## look for what would let people down: old help lines, risky settings, the account in AWS
	@$(dir $(LOOK))bin/python infra/doctor.py

settings: $(VENV)/.serve ## list every setting in force, its default and where it is from
	@$(PY) infra/in_force.py

cost: $(CLOUD)/.made .leanto/emulator/.made ## what a month costs, and at most could (ARGS="--members 200 --posts 60 --views 4000")
	@PYTHONPATH=infra:functions exec $(CLOUD)/bin/python -m cost $(ARGS)

deploy: $(CLOUD)/.made ## put the forum on AWS, or a newer version of it; after a failure, run it again
	@PYTHONPATH=infra exec $(CLOUD)/bin/python -m deploy $(if $(LEAD),--person "$(LEAD)")

destroy: $(CLOUD)/.made ## take the forum off AWS again; what people wrote is kept (CONFIRM=leanto)
	@PYTHONPATH=infra exec $(CLOUD)/bin/python -m deploy destroy $(if $(CONFIRM),--confirm "$(CONFIRM)")

domain: $(CLOUD)/.made ## give the forum in AWS an address of your own, which site/community.toml names
	@PYTHONPATH=infra exec $(CLOUD)/bin/python -m deploy domain

# LOCAL=yes means the forum that `make serve` runs; without it the forum in AWS is meant.
BACKUP  := $(if $(LOCAL),$(VENV)/.serve,$(CLOUD)/.made)
backups = PYTHONPATH=infra:functions $(dir $(BACKUP))bin/python -m backup $(1) $(if $(LOCAL),--here)

backup: $(BACKUP) ## write the whole community into a file (LOCAL=yes: of make serve; PEPPER=yes: and the pepper)
	@$(call backups,backup) $(if $(PEPPER),--pepper yes)

import: $(BACKUP) ## read such a file into a forum that nobody has joined yet (FILE=… PEPPER=… LOCAL=yes)
	@$(call backups,import) $(if $(FILE),--file "$(FILE)") $(if $(PEPPER),--pepper "$(PEPPER)") $(if $(OLD),--old)

restore-drill: $(BACKUP) ## restore a backup to the side and look whether it is whole (AT=… FILE=… LOCAL=yes; SWAP=yes puts it in place)
	@$(call backups,restore-drill) $(if $(AT),--at "$(AT)") $(if $(FILE),--file "$(FILE)") $(if $(filter yes,$(SWAP)),--swap)

# What only reads and writes the log needs nothing of what works with AWS but its library.
LOGBOOK := $(if $(LOCAL),$(VENV)/.serve,$(LOOK))
logbook = PYTHONPATH=infra:functions $(dir $(LOGBOOK))bin/python -m logbook $(1) $(if $(LOCAL),--here)

verify-audit: $(LOGBOOK) ## look whether anybody changed the log of decisions (SEAL=… one noted before; LOCAL=yes)
	@$(call logbook,verify) $(if $(SEAL),--seal "$(SEAL)")

export-audit: $(LOGBOOK) ## write what the log says of one case into a file, without words or names (CASE=… LOCAL=yes)
	@$(call logbook,export) --case "$(CASE)"

unseal: $(LOGBOOK) ## look up who is behind a case; two people agree, the log has it (CASE=… REASON=law or life UNTIL=… LOCAL=yes)
	@$(call logbook,unseal) --case "$(CASE)" --reason "$(REASON)" --until "$(UNTIL)"

bench: $(VENV)/.serve ## what Mangum and the bridge add to a request, and how fast pages are served
	$(PY) infra/here/bench.py
	PYTHONPATH=infra $(PY) -m here.pace

screenshots: $(VENV)/.test chromium .leanto/emulator/.made ## take pictures of the pages, for people to look at
	PYTHONPATH=infra $(PY) -m here.screenshots

LOCK := $(PY) -m uv pip compile --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --quiet $(UPGRADE)

lock: $(VENV)/.test ## compile the locked requirements again (UPGRADE=--upgrade)
	$(LOCK) tests/requirements.in -o tests/requirements.txt
	$(LOCK) infra/requirements.in -o infra/requirements.txt -c tests/requirements.txt
	$(LOCK) functions/requirements.in -o functions/requirements.txt -c tests/requirements.txt
	$(LOCK) functions/staff-requirements.in -o functions/staff-requirements.txt -c tests/requirements.txt
	$(LOCK) infra/here/emulator.in -o infra/here/emulator.txt
	$(LOCK) infra/cloud/requirements.in -o infra/cloud/requirements.txt -c tests/requirements.txt

clean: ## remove what was made; the local community in .leanto/ stays
	rm -rf .leanto/venv-* .leanto/cloud-* .leanto/cloud.out .leanto/build .leanto/emulator .leanto/mypy site/_site site/forum.json
	rm -rf .pytest_cache .ruff_cache .hypothesis
	find functions site infra tests -name __pycache__ -prune -exec rm -rf {} +
	find site/locales -name '*.mo' -delete

$(VENV)/.made:
	@install -d -m 700 .leanto
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo 'Leanto needs Python 3.11 or later: make … PYTHON=python3.13' >&2; exit 1; }
	@$(PYTHON) -m venv --clear $(VENV) \
		|| { rm -rf $(VENV); echo 'On Debian or Ubuntu: apt-get install python3-venv' >&2; exit 1; }
	@touch $@

$(VENV)/.serve: infra/requirements.txt | $(VENV)/.made
	@echo 'Fetching what Leanto works with, once: about a minute, and 100 MB in $(VENV)'
	@$(PIP) -r $< || { echo $(UNFETCHED) >&2; exit 1; }
	@touch $@

$(VENV)/.test: tests/requirements.txt | $(VENV)/.made
	$(PIP) -r $<
	@touch $@ $(VENV)/.serve

$(CLOUD)/.made: infra/cloud/requirements.txt | $(VENV)/.made
	@echo 'Fetching what works with AWS, once: some minutes, and about 800 MB in $(dir $(CLOUD))'
	@install -d -m 700 $(dir $(CLOUD))
	@$(PYTHON) -m venv --clear $(CLOUD)
	@$(CLOUD)/bin/python -m pip install --quiet --no-cache-dir --disable-pip-version-check --require-hashes -r $< \
		|| { rm -rf $(CLOUD); echo $(UNFETCHED) >&2; exit 1; }
	@touch $@

.leanto/emulator/.made: infra/here/emulator.txt
	PYTHONPATH=infra $(PYTHON) -m here.emulator install
	@touch $@

# The browser tests need a real Chromium and two families of letters; `make serve` does not.
chromium:
	@lacking=$$(.ci/lacking); test -n "$$lacking" || exit 0; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update -q && apt-get install -y -q --no-install-recommends $$lacking; \
	else \
		echo "The browser tests lack: "$$lacking >&2; \
		echo 'Debian or Ubuntu: sudo apt-get install' $$lacking >&2; \
		exit 1; \
	fi
