"""The rules: a function from a letter to what it finds, one module per kind of slip.

In: `Letter` of `reading/`. Out: `Vondst`, which `vondst.py` makes a finding of. Uses `reading/`
and `words/`. `check.py`, one floor up, lists all rules; begin with `zinsbouw.py`, a short one.
"""
