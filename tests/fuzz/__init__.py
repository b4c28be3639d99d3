"""`make fuzz`: content that a stranger could have sent, and what must never come of it.

`corpus` has the contents to begin with, `mutate` changes one, `attempt` has the program look at it
and judges what came of that, `search` goes on for some minutes and keeps what it finds, made small
by `shrink`. Begin with `search.py`.
"""
