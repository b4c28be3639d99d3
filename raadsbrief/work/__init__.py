"""Doing the work: the stages in their order, for one letter and for many at a time.

In: an order (which letters, from where, to where). Out: an outcome per letter, with the files
that were made and what was found.

May use every room but the command line. Begin with `pipeline.py`, the way of one letter up to
its HTML; `building.py` and `checking.py` do that for all. `prepare.py` comes before anything
else is loaded; `crew.py` and `renderers.py` are the processes that read content and make PDFs.
"""
