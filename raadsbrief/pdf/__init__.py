"""HTML to PDF: PDF/A-2a and PDF/UA-1 in one file, the same bytes every time, no network.

In: the HTML of a letter (`Job`). Out: the bytes of a PDF, or findings that say why not
(`Answer`). The structure tree and the metadata are our own: `roles` says which tag an element gets,
`structure` and `tree` put them in order, `tags` writes them. `seam` alone replaces functions of
WeasyPrint. How it looks is in `templates/brief.css`, not here.

May use `record/` (which files were used), `resources` and `font`. Begin with `pdf.py:render`;
`worker.py` is what a process does that makes one letter after another.
"""
