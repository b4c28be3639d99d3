"""Pictures that content asks for: read, made upright and in sRGB, or refused with a remedy.

In: the name of a file in the content folder. Out: its bytes, carried inside the page, or an error
with the line of the SVG. What WeasyPrint would not draw, or draws otherwise, is refused:
`svg_check.py` lists the rules, `svg_style.py` and `svg_use.py` are two large ones.

May use `content/`. Begin with `images.py:load`; the SVG part is loaded only for a letter with one.
"""
