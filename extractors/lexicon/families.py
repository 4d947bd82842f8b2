"""Model families and the grammar of their versions.

New versions come every week, so a list of models is always behind. What stays is how they are named: a
family (`Llama`), then a version (`3.1`), sizes (`405B`, `8x22B`) and variant words (`Instruct`, `Turbo`).
The grammar reads those, so `Llama 3.3 70B` or `GPT-6` is a model of its own on the day it is announced,
kept apart from its neighbours, with one spelling however it was printed (`Llama-3.3-70b`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOKEN = re.compile(
    r"(?P<glue> \(|[ -]|)"
    r"(?:(?P<mixture>\d{1,3}x\d{1,4}(?:\.\d{1,2})?[bB])"
    r"|(?P<size>\d{1,4}(?:\.\d{1,2})?[bBM])(?! ?-?(?:parameter|param|token)s?\b)"
    r"|(?P<active>[aA]\d{1,3}(?:\.\d{1,2})?[bB])"
    r"|(?P<context>\d{1,4}[kK])"
    r"|(?P<snapshot>20\d\d-?[01]\d-?[0-3]\d|[01]\d[0-3]\d)"
    r"|(?P<version>[vVrRkKmM]?\d{1,2}(?:\.\d{1,2}){0,2}(?:[onae]|[vV])?)"
    r"|(?P<word>[A-Za-z][A-Za-z]{0,15}\+?))"
    r"(?P<close>\)?)(?![A-Za-z0-9+]|[.,]\d)"
)
_TOKENS_AT_MOST = 7
_SPACED_WORDS = frozenset(("mini", "nano", "turbo", "preview", "instruct"))
_AFTER_NUMBER = frozenset(("base", "chat", "vision", "preview", "reasoning", "experimental", "high", "low"))
_COUNTING = re.compile(
    r" ?(?:%|percent|per cent|hundred|thousand|million|billion|trillion|times|years?|months?|weeks?|days?"
    r"|hours?|minutes?|people|users|reasons|ways|things|of the)\b|%"
)
_ORDER = {"version": 0, "mixture": 1, "size": 1, "active": 2, "context": 3, "word": 4, "snapshot": 5}


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """A family of models, as `entities/families.toml` describes it.

    `join` stands between the name and the first part in the one spelling we print (`GPT-4`, `Llama 3`,
    `Qwen3`), `glue` between later parts. `variants` are the family's own words (`Sonnet`, `Flash`) beside
    those every family has. `starts` says which parts may follow the name first; `hyphen` that the first
    must follow a hyphen or nothing (`Step-2`, not `Step 2`). `bare` is false when the name alone is not
    this family (`DeepSeek` is a company, `Falcon` a bird). `words_first` when the variant comes before the
    version in our spelling (`Mistral Large 2`). `case` is false when any spelling will do.
    """

    name: str
    aliases: tuple[str, ...] = ()
    not_aliases: tuple[str, ...] = ()
    developer: str | None = None
    join: str = " "
    glue: str = " "
    variants: tuple[str, ...] = ()
    starts: tuple[str, ...] = ("version", "size", "word")
    hyphen: bool = False
    bare: bool = True
    words_first: bool = False
    case: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """What the grammar read after a family name: up to where, the one spelling, and the next wider name."""

    end: int
    name: str
    parent: str


@dataclass(frozen=True, slots=True)
class _Part:
    kind: str
    text: str


class FamilyGrammar:
    """Reads the version parts after the name of one family."""

    def __init__(self, family: Family, shared_variants: tuple[str, ...]) -> None:
        self.family = family
        own = {word.lower(): word for word in family.variants}
        self._words = {**{word.lower(): word for word in shared_variants}, **own}
        self._own = frozenset(own)

    def read(self, text: str, at: int, *, any_case: bool = False) -> Version | None:
        """The version that follows the family name ending at `at` of the plain `text`, if any.

        With `any_case` variant words may be written small, as in a name that stands alone. Reads at most
        seven parts, so the time is bounded whatever the text.
        """
        parts: list[_Part] = []
        end = at
        while len(parts) < _TOKENS_AT_MOST and (token := _TOKEN.match(text, end)):
            part = self._accept(token, parts, text, any_case)
            if part is None:
                break
            parts.append(part)
            end = token.end() if token["glue"] == " (" else token.end("close") - len(token["close"])
        if not parts:
            return None
        if self.family.words_first:
            parts.sort(
                key=lambda part: (
                    part.kind != "word" or part.text not in self.family.variants,
                    _ORDER[part.kind],
                )
            )
        else:
            parts.sort(key=lambda part: _ORDER[part.kind])
        return Version(end=end, name=self._spell(parts), parent=self._spell(parts[:-1]))

    def _accept(self, token: re.Match[str], parts: list[_Part], text: str, any_case: bool) -> _Part | None:
        kind = next(kind for kind in _ORDER if token[kind] is not None)
        word, glue = token[kind], token["glue"]
        first = not parts
        if kind == "snapshot" and (glue != "-" or first):
            return None
        if glue == " (" and (kind not in ("size", "mixture") or not token["close"]):
            return None
        if first and ({"mixture": "size"}.get(kind, kind) not in self.family.starts or kind == "context"):
            return None
        if first and self.family.hyphen and glue == " ":
            return None
        if kind == "word":
            return self._accept_word(word, glue, parts, any_case)
        if kind == "version":
            return self._accept_version(word, glue, parts, text, token.end())
        if kind in ("active", "context"):
            return (
                None
                if first or glue == " "
                else _Part(kind, word.upper() if kind == "active" else word.lower())
            )
        if kind in ("size", "mixture") and any(part.kind in ("size", "mixture") for part in parts):
            return None
        return _Part(kind, word.replace("b", "B"))

    def _accept_word(self, word: str, glue: str, parts: list[_Part], any_case: bool) -> _Part | None:
        low = word.lower()
        spelled = self._words.get(low)
        if spelled is None or not glue or any(part.text == spelled for part in parts):
            return None
        if glue == " " and word[0].islower() and low not in _SPACED_WORDS and not any_case:
            return None
        if low not in self._own and not parts and (glue == " " or low in _AFTER_NUMBER) and low != "instruct":
            return None
        return _Part("word", spelled)

    def _accept_version(self, word: str, glue: str, parts: list[_Part], text: str, end: int) -> _Part | None:
        if any(part.kind in ("version", "size", "mixture") for part in parts):
            return None
        if word[0].isalpha() and glue == " " and word[0].islower() and word[0] != "v":
            return None
        if word.isdigit() and _COUNTING.match(text, end):
            return None
        if not glue and word[0].isdigit() and text[end - len(word) - 1].isdigit():
            return None
        number = re.search(r"[\d.]+", word)
        assert number is not None
        head, tail = word[: number.start()].upper(), word[number.end() :]
        return _Part("version", head + number[0] + (tail if tail in "onae" else tail.upper()))

    def _spell(self, parts: list[_Part]) -> str:
        if not parts:
            return self.family.name
        spaced = parts[0].kind == "word" and not self.family.join
        words = [self.family.name, "-" if spaced else self.family.join, parts[0].text]
        for part in parts[1:]:
            words += ["-" if part.kind in ("active", "context", "snapshot") else self.family.glue, part.text]
        return "".join(words)
