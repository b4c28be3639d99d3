"""Where the templates, style sheet and fonts are that come with the program."""

from __future__ import annotations

import os

PACKAGE = os.path.dirname(os.path.abspath(__file__))
# In a wheel they lie in the package; in a checkout they stand beside it.
FOLDER = os.path.join(PACKAGE, "templates")
if not os.path.isdir(FOLDER):
    FOLDER = os.path.join(os.path.dirname(PACKAGE), "templates")
