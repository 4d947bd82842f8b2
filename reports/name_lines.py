"""Names that a person may take into the lexicon, each with why it is proposed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

from reports.counting import count_words


@dataclass(frozen=True, slots=True, kw_only=True)
class NameLine:
    """A proposed name: its kind as guessed, how often it is used, what it looks like, a sentence with it."""

    name: str
    kind: str
    counted: str
    looks_like: str | None
    sentence: str


def write_names(names: Sequence[NameLine], console: Console) -> None:
    """Two or three lines a name; the name is marked in its sentence. Says so when there are none."""
    for line in names:
        head = Text(line.name, style="bold")
        head.append(f"  {line.kind}, {line.counted}", style="not bold dim")
        console.print(head)
        if line.looks_like:
            console.print(Text(f"  looks like {line.looks_like}?", style="yellow"))
        sentence = Text(f"  {line.sentence}")
        sentence.highlight_words([line.name], style="underline")
        console.print(sentence)
    found = count_words(len(names), "name") if names else "no names"
    console.print(Text(f"{found} that the lexicon does not hold", style="dim"))
