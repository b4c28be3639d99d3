"""Prose: Markdown with facts in it, to HTML.

In: a text of the content, and the facts it may name. Out: what is wrong with it, or its HTML.
Facts go in before Markdown is read: `facts` (what can be named), `filters` (how it is written),
`expressions` (put in its place); then `markdown` (to tokens) and `markdown_html`. What is wrong
is found in `checking/`; images are read in `pictures/`.

May use `content/`, `dutch` and what is below them. Begin with `prose.py`.
"""
