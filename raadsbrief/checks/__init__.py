"""Rules about meaning: what the model allows, and yet cannot be right.

In: a letter with its gemeente and programme. Out: findings. A rule is a function from the one to
the other, in a module named after its subject. `series.py` holds letters beside each other: those
rules `work/pipeline.py` asks for by name.

May use `letter/`, `prose/` and what is below them. Begin with `rules.py`: it lists all others.
"""
