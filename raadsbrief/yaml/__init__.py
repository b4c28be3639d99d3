"""YAML text to nodes to models, every value with its place; mistakes in Dutch.

In: the bytes of a content file. Out: a `Loaded` model, or findings with line and column.
`text.py` reads bytes, `source.py` is strict about YAML, and `parser_errors.py` says in Dutch what
the parser met; `decode.py` validates and `model_errors.py` says what pydantic met, such as an
unknown key. `nodes.py` knows places, `possible.py` which fields stand where; `lookalikes.py`,
`folded.py` and `garbled.py` find what YAML or an editor made of what somebody wrote.

May use `model/` and `diagnostics`. Begin with `decode.py`.
"""
