"""The next letter of a programme: what happened since the last one, and a draft that tells it.

In: the content folder, a programme, and the day of the new letter. Out: the text of a draft. What
happened is found in three places together (`nieuws.py`): dates in the programme, what no earlier
letter told, and the programme as it was (`toen.py`: as kept of a sent letter, or else in git).

May use `verzonden/`, `letter/` and what is below them. Begin with `concept.py`; `secties.py` goes
through the last letter, `regels.py` copies by lines, `tijdwoorden.py` knows what is tied to a time.
"""
