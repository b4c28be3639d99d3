"""The page: what a letter shows, by way of Jinja templates, to HTML.

In: a letter with what it refers to, without errors. Out: the text of one HTML page that holds
all it needs, on request with the place of each text (`places.py`). Wrong templates are told in
`template_errors.py`, what a template may do in `sandbox.py`, what it sees in `views.py` and
`blocks.py`. The templates themselves stand in `templates/`, beside this package.

May use `letter/`, `prose/` and what is below them. Begin with `html.py:render`.
"""
