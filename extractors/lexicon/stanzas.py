"""Lines for a lexicon folder of one's own: names as the files of `entities/` hold them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.lexicon.entity_files import FILES

_FILE_OF = {str(kind): name for name, kind in FILES.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stanza:
    """An entity to be written: its kind, shorter names used for it, remarks for who reads it."""

    name: str
    kind: str
    short: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


def render(stanzas: Sequence[Stanza]) -> str:
    """The entities as TOML, a part for each file of `entities/`, in the order of kinds.

    What has a kind that no file is for is commented out, so that no part says more than is known.
    """
    lines: list[str] = []
    for kind, file in _FILE_OF.items():
        if chosen := [stanza for stanza in stanzas if stanza.kind == kind]:
            lines += [f"# entities/{file}.toml", *(line for each in chosen for line in _lines(each)), ""]
    if rest := [stanza for stanza in stanzas if stanza.kind not in _FILE_OF]:
        lines.append(
            "# Of no kind that the texts show: put these into the file they belong to, without the #."
        )
        lines += [_comment(line) for each in rest for line in _lines(each)]
    return "\n".join(lines).rstrip("\n") + "\n" if lines else ""


def _lines(stanza: Stanza) -> Iterator[str]:
    for remark in stanza.remarks:
        yield _comment(remark)
    fields = f" short = [{', '.join(map(_quoted, stanza.short))}] " if stanza.short else ""
    yield f"{_quoted(stanza.name)} = {{{fields}}}"


def _quoted(words: str) -> str:
    """A basic string of TOML: JSON writes the same escapes, but leaves U+007F, which TOML forbids."""
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")


def _comment(line: str) -> str:
    shown = "".join(char if char.isprintable() else " " for char in line)
    return shown if shown.startswith("#") else f"# {shown}"
