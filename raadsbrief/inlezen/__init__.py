"""From a letter that exists already to the draft of a letter in YAML.

In: a Word, Markdown, text or tagged PDF file, and the content folder. Out: a `Concept`: text for a
file in `brieven/`, its images, and what the author must know. Nothing is written here. Each kind of
file has a module that reads it to a `Stuk`, which knows no letters. What is not understood stands
at the end of the draft, never lost.

May use `content/`, `letter/`, `prose/`, and `verify/` for PDFs. Begin with `concept.py`.
"""
