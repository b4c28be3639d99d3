"""The letter in the browser while it is written: each save shows, with what is wrong beside it.

In: a content folder and the name of a letter. Out: a page on this computer alone, at an address
with a secret, and lines on the terminal. A save wakes `watch`; `rounds` makes the page (`mild`),
has `renderer` draw it in a process of its own (`drawing`), and has the language read; `events`
tells the browsers; `server` answers them with `assets/`.

May use every room but the command line. Begin with `rounds.py`.
"""
