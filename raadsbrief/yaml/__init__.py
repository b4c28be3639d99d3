"""YAML text to nodes to models, every value with its place; mistakes in Dutch.

In: the bytes of a content file. Out: a `Loaded` model, or findings with line and column.
`source.py` reads strictly, `nodes.py` knows places, `decode.py` validates, and `errors.py` and
`mistakes.py` say in Dutch what the parser and pydantic found. `folded.py` and `garbled.py` find
what YAML or an editor made of the author's lines and letters.

May use `model/` and `diagnostics`. Begin with `decode.py`.
"""
