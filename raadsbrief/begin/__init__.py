"""The way in: the files of a first project, and of a new gemeente or programme.

In: a name, a form of headings, and who signs. Out: texts by the paths that they are for, and files
that were not there before; what is there is never touched. The texts are Jinja templates in
`files/`, whose tags are `[[ ]]` and `[% %]`, so that facts and those of CI stay as they are.

May use `manual/` for the schemas, `model/` for what a name can be. Begin with `project.py`.
"""
