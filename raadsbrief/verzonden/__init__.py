"""Letters that were sent: what was kept of each, and what has moved on since.

In: the content folder and the name of a letter. Out: what was kept (`bewaard.py`), what it takes
to keep one (`bewaren.py`, `veld.py`), and in words which facts are others now (`verschil.py`).
What may stand in a kept page says `pagina.py`.

May use `letter/`, `prose/`, `content/` and what is below them. Begin with `bewaard.py`.
"""
