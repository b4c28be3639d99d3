"""The manual for policy advisors and the JSON Schemas: made from the models, so that they are true.

In: the models, and the pages in `docs/` that are written by hand. Out: those pages with what the
program says itself filled in, the pages with all fields, and the schemas. What a field is stands
in its docstring, what it can hold in its type, and how it is written in its examples. `printing.py`
gives the finished pages to `raadsbrief manual`, and needs no model.

May use `model/`, `yaml/` and `dutch`. Begin with `pages.py`; `python -m raadsbrief.manual` writes.
"""
