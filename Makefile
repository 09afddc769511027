# `make run` and `make test` set up all they need; nothing has to be installed by hand but python3, pip and make.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
EXAMPLE := examples/january
export UV_LINK_MODE := copy
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: run test static bench lock docs generated packages test-packages clean

run: packages $(READY)
	$(BIN)/gongkai january $(EXAMPLE)/incoming --roster $(EXAMPLE)/roster.xlsx --out out/january
	$(BIN)/gongkai write $(EXAMPLE)/incoming --out out/reports --kind docx --kind pdf --kind html --kind xlsx
	@echo
	@echo "Written: out/january (summary page, matrix, return slips, consolidated report, data)"
	@echo "         out/reports (each report as Word, PDF, web page and Excel)"

# Both always run, so that one failure does not hide another; the tests come last, and so does their closing line.
test: test-packages $(READY)
	@static=0; $(MAKE) --no-print-directory static || static=1; \
	$(BIN)/pytest -n 2 --dist worksteal || exit 1; \
	exit $$static

static: $(READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: packages $(READY)
	$(BIN)/python -m benchmarks
	$(BIN)/python docs/generate.py

docs: generated
	$(BIN)/mkdocs build --strict

# Pages written from the code. The tests fail where a committed page is not what this gives.
generated: $(READY)
	$(BIN)/python docs/generate.py

lock: $(READY)
	$(BIN)/uv pip compile --quiet --python-version 3.11 --all-extras --generate-hashes --no-header --no-annotate \
		--output-file requirements.lock pyproject.toml

packages:
	@sh .ci/packages fonts-noto-cjk libreoffice-writer-nogui libreoffice-calc-nogui

test-packages:
	@sh .ci/packages fonts-noto-cjk libreoffice-writer-nogui libreoffice-calc-nogui poppler-utils

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("gongkai needs Python 3.11 or newer." if sys.version_info < (3, 11) else 0)'
	test -x $(BIN)/uv || sh .ci/environment $(PYTHON)
	$(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
	touch $(READY)

clean:
	rm -rf .venv out site build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
