"""What a letter shows: its form, its blocks, its tables and charts; not yet how it looks.

In: the models of a letter with its gemeente and programme. Out: plain values for the templates:
fields, headings, rows, drawings.

May use `prose/`, `content/` and what is below them. Begin with `form.py` (what the letter says
of itself), `huis.py` (the gemeente as it is for one letter) and `blokken.py`; `tabel/` makes
tables, `grafiek/` draws.
"""
