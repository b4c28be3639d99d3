"""The content folder: its files, a letter with what it refers to, what its author accepts.

In: a folder, and the name of a letter. Out: a `Dossier`: the models of letter, gemeente and
programme, which know where all of it stands in the files. `repair.py` writes safe repairs back,
`strays.py` tells what is passed over.

May use `yaml/`, `model/` and `record/` (which files were used). Begin with `dossier.py`.
"""
