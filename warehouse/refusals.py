"""What DuckDB says of a statement that fails, as an analyst needs it: what, near names, the line.

DuckDB's own words name the line and point at the place; the names that it proposes may be tables that are
not public, so names of views are proposed here.
"""

from __future__ import annotations

import re
from difflib import get_close_matches

from warehouse.view_names import VIEWS

_KIND = re.compile(r"^(?:[A-Z][A-Za-z-]*(?: to [A-Z]\w+)? )+Error: ")
_NO_TABLE = re.compile(r"Table with name (?P<name>.+?) does not exist!.*?(?=\n\nLINE |\Z)", re.DOTALL)
_OUT_OF_MEMORY = "Out of Memory Error"
_NEAR = 0.5
"""Likeness from which a view is proposed for a name that is none."""


def in_words(error: Exception) -> str:
    """The message for an analyst: no class names, near names, and the line with a mark under the place."""
    words = str(error).strip()
    if words.startswith(_OUT_OF_MEMORY):
        return (
            "The answer needs more memory than the setting `memory` allows. Ask for fewer rows or columns, "
            "or give it more."
        )
    words = _KIND.sub("", words)
    return _NO_TABLE.sub(_no_view, words)


def _no_view(found: re.Match[str]) -> str:
    near = get_close_matches(found["name"], VIEWS, n=3, cutoff=_NEAR)
    meant = f"Did you mean {' or '.join(near)}? " if near else ""
    return f"There is no view {found['name']}. {meant}`twosource tables` lists all."
