"""Tagging: the structure tree of a PDF, one element for each element of the HTML.

In: the boxes that are laid out, and the streams that paint them. Out: the tree, in the order of the
HTML: `roles` says which tag an element gets, `structure` and `tree` put them in order, `pieces`
makes one of a note that was cut, `words` gives a broken word its whole text, `tags` writes it all.

May use `pdf/spaces.py` alone. Begin with `structure.py:build`.
"""
