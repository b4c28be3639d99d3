"""The manual for policy advisors and the JSON Schemas: made from the models, so that they are true.

In: the models. Out: `docs/inhoud.md` and the schemas. What a field is stands in its docstring,
what it can hold in its type, and how it is written in its examples. `text.md` is written by hand.

May use `model/`, `yaml/` and `dutch`. Begin with `pages.py`; `python -m raadsbrief.manual` writes.
"""
