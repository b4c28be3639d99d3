"""Prose as a reader reads it, every character with its place in the YAML.

In: a letter with what it refers to. Out: `Letter`, all its pieces (`Stuk`) in the order of the
page. Uses `words/`, and outside this room `letter/`, `prose/` and what is below. Begin with
`collect.py`.
"""
