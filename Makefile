# `make` builds all letters, `make help` lists the rest. For GNU make 3.81 (macOS) and later.

VENV := .venv
BIN := $(VENV)/bin
# Says in one Dutch line what goes wrong, such as that there is no network.
QUIETLY := sh .ci/quietly
PIP := $(QUIETLY) $(BIN)/python -m pip --disable-pip-version-check --no-input -qq
UV := uv==0.13.9

.DEFAULT_GOAL := brieven
.DELETE_ON_ERROR:
.SUFFIXES:

.PHONY: help
help:
	@echo "make            alle brieven maken, in build/"
	@echo "make check      alleen feiten en taal van de brieven nakijken"
	@echo "make test       de code nakijken en alle tests uitvoeren"
	@echo "make lint       alleen stijl en types van de code nakijken"
	@echo "make format     de opmaak van de code herstellen"
	@echo "make lock       de vastgelegde pakketversies vernieuwen"
	@echo "make docs       de handleiding, de meldingen en de schema's vernieuwen"
	@echo "make words      de woordenlijsten van de taalcontrole vernieuwen"
	@echo "make taal       meten wat de taalcontrole vindt in brieven met bekende slordigheden"
	@echo "make bench      meten hoe snel raadsbrief is, in docs/snelheid.md (BENCH=snel: een deel)"
	@echo "make fuzz       inhoud verminken en zien of raadsbrief er tegen kan (MINUTEN=10 SEED=1)"
	@echo "make browser    de opdracht preview uitproberen in Chromium"
	@echo "make audit      nagaan of de vastgelegde pakketten bekende lekken hebben"
	@echo "make picture    het plaatje in de README vernieuwen"
	@echo "make pictures   ook de plaatjes van de handleiding en van docs/vormgeving.md"
	@echo "make clean      brieven en tijdelijke bestanden weggooien"
	@echo "make distclean  ook de omgeving (.venv) weggooien"

.PHONY: brieven
brieven: $(VENV)/.compiled
	@$(BIN)/raadsbrief build

# For another reader: make check FORMAT=github
FORMAT := human

.PHONY: check
check: $(VENV)/.compiled
	@$(BIN)/raadsbrief check --format $(FORMAT) || { code=$$?; test $$code -ne 1 \
	    || echo "Wat make nu een Error noemt, zijn de fouten hierboven in de brieven zelf." >&2; \
	    exit $$code; }

# pytest goes last, so that the output ends with its verdict. Each core takes tests; those that
# share something costly to make (a group) stay together.
.PHONY: test
test: lint
	@echo "Tests uitvoeren ..."
	@$(BIN)/pytest -n auto --dist loadgroup

.PHONY: lint
lint: $(VENV)/.dev
	@echo "Code nakijken ..."
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --check --quiet
	@$(BIN)/mypy

.PHONY: format
format: $(VENV)/.dev
	@$(BIN)/ruff check --quiet --fix-only
	@$(BIN)/ruff format

# --- Environment ------------------------------------------------------------------------------
# The files .base, .run and .dev in the environment are stamps: as long as they are newer than
# what they depend on, there is nothing to do.

# An environment does not survive a move of this folder, nor the loss of the Python it was made
# with. Then .base counts as out of date, and the environment is made anew.
ifneq ($(shell test "`cat $(VENV)/.base 2>/dev/null`" = "$(CURDIR)" \
               && $(BIN)/python -I -S -c 'print("ok")' 2>/dev/null),ok)
.PHONY: $(VENV)/.base
endif

$(VENV)/.base:
	@python=$$(sh .ci/system python) \
	    && echo "Omgeving klaarzetten ..." \
	    && $(QUIETLY) "$$python" -m venv --clear $(VENV)
	@echo "$(CURDIR)" > $@

$(VENV)/.run: .lock/run.txt pyproject.toml $(VENV)/.base
	@echo "Pakketten installeren ..."
	@$(PIP) install --require-hashes -r .lock/run.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

# Python compiles a module when it is first used, but not everywhere does it keep the result.
$(VENV)/.compiled: $(VENV)/.run $(wildcard raadsbrief/*.py raadsbrief/*/*.py raadsbrief/*/*/*.py)
	@$(BIN)/python -m compileall -q raadsbrief
	@touch $@

$(VENV)/.dev: .lock/dev.txt $(VENV)/.run
	@sh .ci/system test
	@echo "Pakketten voor de tests installeren ..."
	@$(PIP) install --require-hashes -r .lock/dev.txt
	@touch $@

# --- Lock files -------------------------------------------------------------------------------
# The newest versions that pyproject.toml allows, for all platforms; run.txt is a subset of
# dev.txt; audit.txt and browser.txt are for those two. They are replaced only when all could be made.

COMPILE = $(VENV)/lock/bin/uv pip compile --quiet --no-config --universal --python-version 3.11 \
          --generate-hashes --no-header --no-annotate
LOCK_NOTE := \# Made by `make lock`; do not edit.

.PHONY: lock
lock: $(VENV)/.base
	@echo "Pakketversies vastleggen ..."
	@$(BIN)/python -m venv --clear $(VENV)/lock
	@$(VENV)/lock/bin/python -m pip --disable-pip-version-check -qq install $(UV)
	@{ echo '$(LOCK_NOTE)'; $(COMPILE) pyproject.toml --group dev; } > $(VENV)/lock/dev.txt
	@{ echo '$(LOCK_NOTE)'; \
	   $(COMPILE) pyproject.toml --group build \
	       --constraint $(VENV)/lock/dev.txt; } > $(VENV)/lock/run.txt
	@{ echo '$(LOCK_NOTE)'; $(COMPILE) --group audit; } > $(VENV)/lock/audit.txt
	@{ echo '$(LOCK_NOTE)'; $(COMPILE) --group browser; } > $(VENV)/lock/browser.txt
	@mv $(VENV)/lock/dev.txt $(VENV)/lock/run.txt $(VENV)/lock/audit.txt \
	    $(VENV)/lock/browser.txt .lock/
	@rm -rf $(VENV)/lock

# --- Documentation ----------------------------------------------------------------------------

# The manual and the schemas, from the models; the list of findings, from its texts.
.PHONY: docs
docs: $(VENV)/.run
	@$(BIN)/python -m raadsbrief.manual docs
	@$(BIN)/python -m raadsbrief.explain docs/meldingen.md
	@$(BIN)/python -m raadsbrief.page docs/sjablonen.md
	@$(BIN)/raadsbrief schema

# The word lists of the language check, from the packages that NOTICE names. Needs a network and
# Debian or Ubuntu; other versions of the packages give other lists.
WORDS := build/woordenlijst
.PHONY: words
words: $(VENV)/.run
	@mkdir -p $(WORDS)
	@cd $(WORDS) && apt-get download -qq wdutch wamerican-small
	@for package in $(WORDS)/*.deb; do dpkg-deb -x "$$package" $(WORDS); done
	@$(PIP) install --no-deps --upgrade --target $(WORDS) lingotweaker-data-nl==0.1.5
	@$(BIN)/python .tools/woordenlijst.py $(WORDS)/usr/share/dict/dutch \
	    $(WORDS)/usr/share/dict/american-english-small \
	    $(WORDS)/lingotweaker_data_nl/data/nl/dictionaries/dutch.dict raadsbrief/taal/words/data

# What the language check finds in made-up letters of which every slip is marked, and what it
# says in vain. Writes tests/taal/cijfers.md anew: its diff is what a change does.
.PHONY: taal
taal: $(VENV)/.compiled
	@cd tests && ../$(BIN)/python -m rod

# How fast it all is. BENCH=snel measures some figures, BENCH="koud start" the named groups, and
# BENCH=callgrind counts instructions; these only print. All of it takes some eight minutes.
.PHONY: bench
bench: $(VENV)/.compiled
	@cd tests && ../$(BIN)/python -m bench $(BENCH)

# Mutants of all contents for some minutes; what goes wrong is kept in build/fuzz, made small.
# SEED=1 gives the same mutants every time, GEVAL=build/fuzz/geval-1-01 does one again.
MINUTEN ?= 10
SEED ?= $(shell date +%s)
GEVAL ?=
.PHONY: fuzz
fuzz: $(VENV)/.dev
	@cd tests && ../$(BIN)/python -m fuzz --minuten $(MINUTEN) --seed $(SEED) \
	    $(if $(GEVAL),--geval "$(abspath $(GEVAL))")

# The preview in the system's Chromium, from an environment of its own (150 MB). BROWSER=saves does
# one part, and says how long a save takes to be on the screen.
BROWSER :=
.PHONY: browser
browser: $(VENV)/.compiled $(VENV)/.browser
	@cd tests && ../$(VENV)/browser/bin/python -m browser $(BROWSER)

$(VENV)/.browser: .lock/browser.txt $(VENV)/.base
	@sh .ci/system browser
	@echo "Pakketten voor de browser installeren ..."
	@$(BIN)/python -m venv --clear $(VENV)/browser
	@$(VENV)/browser/bin/python -m pip --disable-pip-version-check --no-input -qq \
	    install --require-hashes -r .lock/browser.txt
	@touch $@

# Known leaks in the packages of the lock file, by a tool in an environment of its own. Needs a
# network.
.PHONY: audit
audit: $(VENV)/.base
	@echo "Pakketten nagaan op bekende lekken ..."
	@sh .ci/audit $(BIN)/python $(VENV)/audit

# The picture in the README: the first page of the real letter.
.PHONY: picture
picture: brieven
	@sh .ci/system test
	@pdftoppm -r 72 -png -f 1 -l 1 -singlefile build/2024-0062579.pdf docs/voorbeeld
	@cd tests && ../$(BIN)/python -m plaatjes ../docs/voorbeeld.png

# Those of the looks and of the manual too, each with few colours.
.PHONY: pictures
pictures: picture
	@sh .tools/vormen.sh $(BIN)/raadsbrief docs/vormen
	@cd tests && ../$(BIN)/python -m plaatjes && ../$(BIN)/python -m plaatjes ../docs/vormen/*.png

# --- Cleaning ---------------------------------------------------------------------------------

.PHONY: clean
clean:
	@rm -rf build dist .hypothesis .mypy_cache .pytest_cache .raadsbrief_cache .ruff_cache
	@find raadsbrief tests -type d -name __pycache__ -prune -exec rm -rf {} +

.PHONY: distclean
distclean: clean
	@rm -rf $(VENV)
