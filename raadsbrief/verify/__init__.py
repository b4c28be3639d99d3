"""Is a finished PDF accessible, archivable, and readable on paper? The part that takes no second.

In: the path of a PDF, of ours or not. Out: findings. A rule is a function from an open PDF to
findings; they look at what our letters need, in a few places more strictly than the standards.
They do not replace veraPDF, which is run as well where it is installed (`verapdf.py`).

`content.py` and `fonts.py` follow what is painted, for `place.py` and others.

May use `diagnostics` alone. Begin with `rules.py`: it lists all rules.
"""
