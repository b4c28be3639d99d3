"""Addresses that a letter can refer to."""

from __future__ import annotations

import re

# Where a letter on paper or on screen can lead: not to a file beside it.
# A site has a name with a dot in it; `https://https://...` and a full stop at the end were not
# meant.
_ADDRESS = re.compile(
    r"https?://(?!https?:)[^\s/?#.:]+(?:\.[^\s/?#.:]+)+(?::\d+)?(?:[/?#]\S*)?(?<![.,;])"
    r"|mailto:[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+"
    r"|tel:\+?[\d().-]+"
)


def is_address(text: str) -> bool:
    """Tell whether a letter can refer to an address: of a site, for mail, or a telephone number."""
    return _ADDRESS.fullmatch(text) is not None
