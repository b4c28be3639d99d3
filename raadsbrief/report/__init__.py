"""What was found, written for each kind of reader: a person, an editor, or a program.

In: findings and outcomes. Out: text, one module per format. May use `explain/`, `record/`,
`content/` (repairs) and `diagnostics`. Begin with `report.py`, which collects the findings of a
run; `formats.py` knows the formats.
"""
