"""Right reports in many wordings, and mistakes set into them one at a time, by somebody who had not read the rules.

A report is a function of seed and number: an office (``offices``), two years of figures that hold together
(``figures``), sentences drawn from ``wording`` and filled with those figures (``compose``), printed as a web page, text
or Word (``paper``). The modules ``mistakes_…`` hold one function for each kind of mistake that a careful officer would
send a report back for, with the rules of the contract that should find it. Figures::

    python -m tests.injected --seed 1 --each 25 --right 500 [--wording heldout] [--kind NAME] [--keep DIR]

``wording/tuned.toml`` and ``wording/second.toml`` are what the rules have since been mended with, ``heldout.toml`` what
they have not; all three were written before the rules were read. Their sentences follow the turns of published reports
of townships, bureaus, districts and cities; agencies and figures are invented, but for the names of cities that may
make rules (规章), which cannot be.
"""
