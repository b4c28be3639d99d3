"""Where the templates, style sheet, fonts and manual are that come with the program."""

from __future__ import annotations

import os

PACKAGE = os.path.dirname(os.path.abspath(__file__))
# In a wheel they lie in the package; in a checkout they stand beside it.
FOLDER = os.path.join(PACKAGE, "templates")
if not os.path.isdir(FOLDER):
    FOLDER = os.path.join(os.path.dirname(PACKAGE), "templates")
# The manual lies there in the same way.
DOCS = os.path.join(PACKAGE, "docs")
if not os.path.isdir(DOCS):
    DOCS = os.path.join(os.path.dirname(PACKAGE), "docs")
