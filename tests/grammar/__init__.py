"""A grammar of shapes: documents drawn at random, their truth written before their layout.

It shares no label list, separator list or numeral code with gongkai: what it prints was typed from the published forms.
A document is a function of seed and number::

    python -m tests.grammar --count 2000 --seed 1 [--shape NAME] [--keep DIR [--all]]

Way of a document: ``figures`` → ``labels`` → ``draft`` (labelled rows) → ``noise_rows``, ``noise_labels``,
``noise_values`` → ``body`` with ``decoys`` → one of ``shapes``. A ``Shape`` says what its layout can show, so that no
noise makes a document say less than its truth; where it does all the same, the truth there is ``open``.
"""
