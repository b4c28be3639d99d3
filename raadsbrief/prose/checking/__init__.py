"""What is wrong with a text, or would become something else than it looks like.

In: a text (`Checked`, parsed once) and the facts it may name. Out: a `Problem` for each fault:
facts (`expression_check`), Markdown that a letter cannot have (`markdown_check`), marks that print
as typed (`as_typed`), lists and tables that are none (`shapes`), and last whatever is in the source
and nowhere in the output (`losses`).

May use the modules of `prose/` that it checks, and `pictures/`. Begin with `markdown_check.py`.
"""
