"""The compiled word lists of speech: verbs, what may stand beside them, credits, pronouns, descriptions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from extractors.lexicon.quotes import QuoteLexicon
from extractors.text.alternation import any_word

QUOTED = "\ue0ff"
"""Stands for each character of a quotation in the text outside quotations."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """Patterns of how a speaker, a verb of speech and a quotation stand together."""

    verb: re.Pattern[str]
    bridge: re.Pattern[str]
    after_verb: re.Pattern[str]
    appositive: re.Pattern[str]
    credit: re.Pattern[str]
    agent: re.Pattern[str]
    word: re.Pattern[str]
    writing: re.Pattern[str]
    inscription: re.Pattern[str]


@lru_cache(maxsize=4)
def phrases_of(lexicon: QuoteLexicon) -> Phrases:
    """The patterns of a lexicon, compiled once."""
    verbs = any_word(lexicon.verbs)
    between = "|".join(map(re.escape, lexicon.between))
    filler = rf"(?:\s*\b(?:{between}|\w{{2,20}}ly)\b,?)*"
    credits = "|".join(map(re.escape, lexicon.credits))
    agents = "|".join(map(re.escape, lexicon.agents))
    companies = "|".join(map(re.escape, lexicon.company_words))
    persons = "|".join(map(re.escape, lexicon.person_words))
    groups = any_word(lexicon.groups)
    writings = "|".join(map(re.escape, lexicon.writings))
    inscriptions = "|".join(map(re.escape, lexicon.inscriptions))
    return Phrases(
        verb=re.compile(rf"(?<![\w-])(?=[a-z])(?:{verbs})(?![\w-])", re.IGNORECASE),
        bridge=re.compile(rf"(?:,?\s*\bwho\b)?{filler}\s*"),
        after_verb=re.compile(rf"(?:{filler}\s*(?:,\s*)?)?(?:(?:its|the|their|his|her)\s)?"),
        appositive=re.compile(
            rf"(?:,[^.!?;{QUOTED}]{{2,150}},|\s?\([^()]{{1,80}}\)|\s(?:of|at|from|for)\s[^.!?;,{QUOTED}]{{2,80}}){filler}\s*"
        ),
        credit=re.compile(rf"(?<!\w)(?:{credits})\s+(?:the\s+)?", re.IGNORECASE),
        agent=re.compile(rf"\b(?:{agents})\s+(?:for|of|to|at)\s+(?:the\s+)?$", re.IGNORECASE),
        word=re.compile(
            r"(?<![\w’'-])(?=[a-z])(?:(?P<pronoun>he|she|they|it)|(?P<some>the|this|that|one|an?|another)\s+(?:[\w-]+\s+){0,2}?"
            rf"(?-i:(?P<company>{companies})|(?P<person>{persons})(?: and (?:{persons}))?)"
            rf"|(?P<group>(?:the|this|that|a) (?:{writings})|{groups}))(?![\w-])",
            re.IGNORECASE,
        ),
        writing=re.compile(
            r"(?<![\w’'-])(?P<owner>(?P<pronoun>[Hh]is|[Hh]er)|(?:[A-Z][\w-]{1,30} ?){1,3}[’'](?:s\b|(?=\s)))"
            rf" (?:[\w-]{{1,20}} ){{0,2}}?(?:{writings})\b[^.!?:;{QUOTED}]{{0,60}}"
            r"(?::|\b(?:begins?|began|reads?|opens?|opened|ends?|ended|says?|said)[:,]?)\s{0,2}$"
        ),
        inscription=re.compile(
            rf"(?<![\w-])(?:{inscriptions})(?![\w-])[^.!?;{QUOTED}]{{0,60}}"
            r"\b(?:read|reads|reading|says?|said|saying|with the words?)[:,]?\s{0,2}$"
        ),
    )
