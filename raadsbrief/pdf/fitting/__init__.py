"""Fitting: what only a layout can tell, put right: widths, notes, heads of tables, last pages.

In: a document that is laid out. Out: the same page, changed so that it fits, laid out again; or a
`Breach` for what cannot be made to fit. One adjustment, one module; `measure.py` finds what stands
outside the type area or over other text, `flow.py` what stands where on which page.

May use `pdf/spaces.py`, `pdf/tagging/` (pieces of notes, words that a line breaks) and the seam.
Begin with `layout.py`: it lists the adjustments.
"""
