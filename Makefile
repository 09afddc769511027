# `make run` and `make test` set up all they need; nothing has to be installed by hand but python3, pip and make.
# `make run` opens the site with the demonstration county; PORT=9000 chooses another port.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
EXAMPLE := examples/january
DEMO := out/demo
PORT ?= 8000
export UV_LINK_MODE := copy
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Byte code is kept even where the machine says not to: compiling takes most of the time in which a process starts, and
# the tests start hundreds.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: run january test test-sqlite test-postgresql static quick proof mutation attack load bench pictures lock docs generated packages test-packages clean

run: packages $(READY)
	$(BIN)/gongkai demo --data $(DEMO) --port $(PORT) --serve

january: packages $(READY)
	$(BIN)/gongkai january $(EXAMPLE)/incoming --roster $(EXAMPLE)/roster.xlsx --out out/january
	$(BIN)/gongkai write $(EXAMPLE)/incoming --out out/reports --kind docx --kind pdf --kind html --kind xlsx
	@echo
	@echo "Written: out/january (summary page, matrix, return slips, consolidated report, data)"
	@echo "         out/reports (each report as Word, PDF, web page and Excel)"

# All always run, so that one failure does not hide another; the tests come last, and so do their closing lines.
test: test-packages $(READY)
	@failed=0; \
	for part in static test-postgresql test-sqlite; do $(MAKE) --no-print-directory $$part || failed=1; done; \
	exit $$failed

# The library, and the site on its embedded database.
test-sqlite: $(READY)
	env -u DATABASE_URL $(BIN)/pytest -n 2

# The site once more on PostgreSQL, as far as a database can change it (tests/site/conftest.py): the one DATABASE_URL
# names, else Debian's, started here.
test-postgresql: $(READY)
	@url=$${DATABASE_URL:-$$(sh .ci/postgresql)} && [ -n "$$url" ] && \
	DATABASE_URL="$$url" $(BIN)/pytest tests/site -n 2

static: $(READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/oxlint --deny-warnings src

# While working: everything static, and what is tested without the site, other programs and whole corpora.
quick: static
	env -u DATABASE_URL $(BIN)/pytest tests --ignore tests/site -m 'not slow' -n 2

# The long proofs whole; every other run takes a tenth of them, drawn by seed.
proof: test-packages $(READY)
	env -u DATABASE_URL GONGKAI_PROOF=1 $(BIN)/pytest tests -m proof -n 2

# Mutants of the reader after tests/mutation/plan.toml; goes on where it stopped. MUTATION='--module document/ole' runs a part.
mutation: test-packages $(READY)
	$(BIN)/python -m tests.mutation $(MUTATION)

# The site under attack, and under load while its worker is killed and its database taken away; on loopback alone.
attack: test-packages $(READY)
	env -u DATABASE_URL $(BIN)/python -m tests.attack

load: test-packages $(READY)
	env -u DATABASE_URL $(BIN)/python -m benchmarks.site_load
	env -u DATABASE_URL $(BIN)/python -m benchmarks.site_load --postgresql

bench: packages $(READY)
	$(BIN)/python -m benchmarks
	$(BIN)/python docs/generate.py

# The screenshots of the documentation, taken by the tests in a real browser.
pictures: test-packages $(READY)
	env -u DATABASE_URL GONGKAI_PICTURES=1 $(BIN)/pytest tests/site/browser

docs: generated
	$(BIN)/mkdocs build --strict

# Pages written from the code, and the command line's words compiled. The tests fail where what is committed is not what this gives.
generated: $(READY)
	$(BIN)/pybabel --quiet compile --directory src/gongkai/cli/locale --domain messages
	$(BIN)/python docs/generate.py

lock: $(READY)
	$(BIN)/uv pip compile --quiet --python-version 3.11 --all-extras --generate-hashes --no-header --no-annotate \
		--output-file requirements.lock pyproject.toml

packages:
	@sh .ci/packages fonts-noto-cjk libreoffice-writer-nogui libreoffice-calc-nogui

test-packages:
	@sh .ci/packages fonts-noto-cjk libreoffice-writer-nogui libreoffice-calc-nogui poppler-utils chromium postgresql

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("gongkai needs Python 3.11 or newer." if sys.version_info < (3, 11) else 0)'
	test -x $(BIN)/uv || sh .ci/environment $(PYTHON)
	$(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
	touch $(READY)

clean:
	rm -rf .venv out site build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
