"""``python -m tests.mutation [--module reading/placement] [--count 20] …``: the run of ``plan.toml``, or a part of it.

It goes on where it stopped: what was tried is in ``out/mutation/results.jsonl``, and a mutant is tried again only with
``--again`` (those that lived) or where its statement has changed. A whole run of a part writes its page in
``benchmarks``.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Iterator, Sequence

from tests.mutation.covering import Covering, covering
from tests.mutation.mutants import Mutant, mutants_of, sample
from tests.mutation.plan import PAGES, Equivalent, Plan, read_equivalents, read_plans, source
from tests.mutation.results import Known, Results, page, reason_of, shown
from tests.mutation.running import Trial, tried


def main() -> None:
    options = _options()
    chosen = [(plan, modules) for plan in read_plans() if (modules := _modules(plan, options))]
    if not chosen:
        raise SystemExit("No module of the plan is called so.")
    for plan, modules in chosen:
        _part(plan, modules, options)


def _modules(plan: Plan, options: argparse.Namespace) -> list[str]:
    if options.part and not plan.page.startswith(options.part):
        return []
    return [each for each in plan.modules() if not options.module or each.startswith(tuple(options.module))]


def _part(plan: Plan, modules: list[str], options: argparse.Namespace) -> None:
    equivalents, results = read_equivalents(), Results()
    count = options.count or plan.count
    drawn = {each: sample(mutants_of(each, source(each), plan.operators), count, plan.seed) for each in modules}
    drawn = {each: mutants for each, mutants in drawn.items() if mutants}
    todo = _todo([each for mutants in drawn.values() for each in mutants], equivalents, results, again=options.again)
    if todo and not options.show:
        run(todo, covering(plan, options.tests or (), as_it_stands=options.same_map), plan, results, options)
    pairs = {
        module: [(each, known) for each in mutants if (known := results.of(each))] for module, mutants in drawn.items()
    }
    _tell(pairs)
    if modules == plan.modules() and count == plan.count and not options.tests and not options.show:
        (PAGES / plan.page).write_text(page(pairs, equivalents, plan), "utf-8")


def run(todo: Sequence[Mutant], covered: Covering, plan: Plan, results: Results, options: argparse.Namespace) -> None:
    """Try mutants and write down what comes of them."""
    started, whole = time.monotonic(), not options.tests
    trials = _trials(todo, covered, plan, results, whole=whole)
    for number, outcome in enumerate(tried(trials, plan, options.jobs), 1):
        mutant = outcome.trial.mutant
        known = Known(mutant.name, outcome.how, outcome.by, outcome.seconds, whole)
        results.add(known)
        print(f"{number}/{len(todo)} {time.monotonic() - started:.0f} s {mutant.name}: {known.how}", flush=True)


def _trials(todo: Sequence[Mutant], covered: Covering, plan: Plan, results: Results, *, whole: bool) -> Iterator[Trial]:
    for mutant in todo:
        tests = covered.tests(mutant.module, mutant.lines, plan.most_seconds)
        if tests:
            yield Trial(mutant, tests, sum(covered.seconds.get(each, 0.0) for each in tests))
        else:
            results.add(Known(mutant.name, "unseen", whole=whole))


def _todo(
    mutants: Sequence[Mutant], equivalents: Sequence[Equivalent], results: Results, *, again: bool
) -> list[Mutant]:
    todo = []
    for mutant in mutants:
        known = results.of(mutant)
        if reason_of(mutant, equivalents) is not None:
            results.add(Known(mutant.name, "equivalent"))
        elif known is None or known.how == "equivalent" or (not known.is_dead and (again or not known.whole)):
            todo.append(mutant)
    return todo


def _tell(pairs: dict[str, list[tuple[Mutant, Known]]]) -> None:
    alive = 0
    for each in pairs.values():
        for mutant, known in each:
            if known.how in ("survived", "unseen"):
                print(f"\n{shown(mutant, known)}")
                alive += 1
    of = sum(known.how != "equivalent" for each in pairs.values() for _, known in each)
    print(f"\n{of - alive} of {of} noticed" + (f" ({(of - alive) / of:.1%})" if of else ""))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("--module", action="append", help="only modules whose path begins so (may be repeated)")
    parser.add_argument("--part", help="only the part with this page (mutation-rules)")
    parser.add_argument("--count", type=int, help="mutants a module, instead of the plan's")
    parser.add_argument("--tests", action="append", help="only these tests judge (a folder or file; may be repeated)")
    parser.add_argument("--jobs", type=int, default=min(2, os.cpu_count() or 1))
    parser.add_argument("--again", action="store_true", help="try those that lived once more")
    parser.add_argument("--same-map", action="store_true", help="take the map of tests as it stands, however old")
    parser.add_argument("--show", action="store_true", help="try nothing, show what is known")
    return parser.parse_args()


if __name__ == "__main__":
    main()
