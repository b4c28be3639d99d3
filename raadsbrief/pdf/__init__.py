"""HTML to PDF: PDF/A-2a and PDF/UA-1 in one file, the same bytes every time, no network.

In: the HTML of a letter (`Job`). Out: the bytes of a PDF, or findings that say why not
(`Answer`). `fitting/` makes what is laid out fit, and measures it; `tagging/` makes the structure
tree. `seam` alone replaces functions of WeasyPrint. How it looks is in `templates/brief.css`.

May use `record/` (which files were used), `resources` and `font`. Begin with `pdf.py:render`;
`worker.py` is what a process does that makes one letter after another.
"""
