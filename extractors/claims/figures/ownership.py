"""Whose a figure is: the referent of a sentence that is most like the subject of what is measured."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from extractors.claims.figures.metrics import COUNTERPARTY_KINDS, Fit, unit_class
from extractors.claims.masking import (
    KINDS,
    Masked,
    Referent,
    count_quantities,
    entities_in,
    entity_class,
    is_entity,
)
from extractors.claims.reading import NOT_TOLD
from extractors.claims.subjects.cast import is_site
from extractors.lexicon.metrics import Metric, frame_words
from extractors.lexicon.tuning import tuned

_GOVERNED = re.compile(
    r"\b(?:in|into|of|for|on|(?<!according )(?<!According )to|"
    r"(?:deals?|contracts?|agreements?|pacts?|partnership|arrangement|orders?) (?:with|from)) (?:the |AI )?$"
)
_TO_MANY = re.compile(
    r" (?:[a-z-]+ ){0,2}(?:in|into|to|on|for|with|across) (?:[\w-]+ ){0,3}[a-z-]{2,}s\b(?<!ss)(?!')"
)
_FROM = re.compile(r"\b(?:from|by) (?:the )?$")
_PLACED = re.compile(r"\b(?:in|into|of|for|to|at|on) (?:the |an? )?$")
_GOVERNING = 32
_CONJUNCT = re.compile(
    r"^[^,;:]{0,60} and (?:\w+ly |still |also |then |now |has |had ){0,2}[a-z]+(?:s|ed|d)\b"
)
_VERB_BETWEEN = re.compile(r" (?:(?:has|had|also|first|later|\w+ly) ){0,2}[a-z]+(?:ed|s|t|ght|ld) (?:the )?")
# "beside Orvane with $4bn", "goes to Orvane, a $500m venture": the name before is what the figure tells of.
_BESIDE = re.compile(r" with (?:about |some |over |nearly )?|, (?:an?|the|its|his|her) (?:[\w-]+ ){0,2}")
_MORE_OF = re.compile(r", .'s [^,;]{2,60}, ")
# "Inflation in N slowed to V": what is measured of places alone has its subject behind a preposition.
_OF_PLACES = ("place",)
_WHERE = re.compile(r"\b(?:in|of|for|across|throughout) (?:the )?$")
_PEOPLE_AND_THINGS = tuple(kind for kind in KINDS if kind not in ("place", "outlet"))
_BACKS = re.compile(
    r"(?:'s| \([^()]{1,20}\))?,? "
    r"(?:(?:has|have|had|is|was|will|would|to|agreed|set|expected|also|in talks|reportedly) ){0,4}"
    r"(?:(?:co-)?(?:lead|leads|led|leading)|backs?|backed|joins?|joined|anchors?|anchored|takes? part|"
    r"took part|participat\w+)\b"
)
_FINES = re.compile(
    r"(?: \([^()]{1,20}\))?,? (?:(?:has|have|had|will|would|to|also) ){0,2}"
    r"(?:fin(?:ed|es|e|ing)|impos\w+|levi\w+|order\w+|slapp\w+|hand\w+|ask\w+|sought|hit|penali[sz]\w+)\b"
)
_HELD = re.compile(r"(?:'s)? (?:stake|holding|shareholding|shares|stock)\b")
_RAISED = frozenset(("funding_round", "total_funding"))
_COMBINED = re.compile(r"\b(?:combined|together|jointly|collectively|between them)\b")
_COMBINED_REACH = 24
_LINK = re.compile(r"(?:'s)?,? (?:and |& |or )?")
_GAP = re.compile(r" (?:at |by |to )?(?:about |some )?")
_LISTED = re.compile(r"(?:,|;|\band|\bwhile) $")
_OWNS = re.compile(r"'s? (?:[\w-]+ ){0,3}")
# "Rents rose to V after N moved in": what is told of N is only when or why.
_MEANWHILE = re.compile(
    r"\b(?:after|before|until|since|while|when|as|because|although|though|despite|amid|following|ahead of)\b"
)
# "a 400 MW wind farm called Breidvik": the thing that is named is what the figure before it tells of.
_CALLED = re.compile(
    r"(?:'s)? (?:[\w'-]+ ){0,5}?[\w-]+,? (?:called|named|dubbed|known as|christened) (?P<S>.)"
)
_FOR_NAME = re.compile(
    rf" (?P<of>for|in|by|at) (?:(?:the|its|rival) )?(?:[a-z-]+ )?(?P<S>[{entity_class(KINDS)}])(?!'s)"
)
_OPENS = re.compile(r"\W{0,8}(?:[Tt]he |[Bb]ut |[Aa]nd )?")
_BEGUN = re.compile(r",| \(| [a-z]+(?:s|ed|d|ll)\b")
# "N holds V", "N now employs about V": the doer, whatever else the sentence names.
_DOES = re.compile(
    r" (?!(?:and|or|of|in|for|from|to|by|at|on|with|as|that|which|who|is|was|are|were|than|via|against)\b)"
    r"(?:(?:now|still|also|already|alone|itself|has|had|have|will|would|\w+ly) ){0,3}[a-z]{2,} "
    r"(?:(?:about|around|some|nearly|almost|just|only|at least|another|a|an|the|its) ){0,3}[\"'(]?"
)
_WITH = re.compile(r",? with (?:about |some |over |nearly |just )?")
_COORDINATED = frozenset(("and", "&", ", and", "and about", "and some"))
_CODE = re.compile(r"\b[A-Z]{1,3}\d{2,4}\b")
_RELATIVE = re.compile(r", (?:which|who) (?:has|had|have|is|was|will|would|\w+s|\w+ed)\b")
# What a relative clause tells of the name before it: "helped by Cardelin, sales of which climbed 27 %".
_OF_WHICH = re.compile(
    rf"(?P<S>[{entity_class(KINDS)}]),? (?:(?:[\w-]+ ){{1,3}}of (?:which|whom)|whose) [^,;]{{1,60}}$"
)
_OF_GROUP = re.compile(
    r"\bgroup(?:-wide)? (?:[a-z]+ )?(?:sales|revenues?|turnover|profits?|earnings|income|loss|results?)\b"
    r"[^,;]{0,40}$"
)


def has_other_part(masked: Masked, position: int, metric: str) -> bool:
    """Whether the name at a position of the masked text has another part in what the metric measures.

    Who leads a round does not raise it, who fines does not pay, of "an Orvane stake" Orvane is held, and in
    a count of chips the chip ("Nvidia H100") is what is counted.
    """
    if metric in _RAISED:
        return bool(_BACKS.match(masked.text, position + 1))
    if metric == "gpu_count":
        return bool(_CODE.search(masked.referent_of(masked.text[position]).name))
    if metric == "fine":
        return bool(_FINES.match(masked.text, position + 1))
    return metric == "stake" and bool(_HELD.match(masked.text, position + 1))


def owner_kinds(fit: Fit | None) -> tuple[str, ...]:
    """The kinds of whom a figure of this metric, or of none known, can be told."""
    return fit.metric.subject if fit is not None else _PEOPLE_AND_THINGS


def nearest_subject(masked: Masked, number: int, fit: Fit | None, topic: str | None) -> Referent | None:
    """The most subject-like referent around quantity `number`, among the metric's kinds and unknown names.

    Before the figure, not governed by a preposition, not a mere reporter, near; a name that has another part
    in the sentence (the counterparty, who led the round) is none, and `topic` is what the article is about.
    `None` when no name is subject enough: better the topic then.
    """
    kinds = owner_kinds(fit)
    excluded = fit.counterparty.name if fit is not None and fit.counterparty else None
    place = masked.position_of(number)
    insertions = [match.span() for match in _insertion().finditer(masked.text)] if "," in masked.text else []
    antecedent = _relative_antecedent(masked, place, kinds)
    too_late = _meanwhile(masked, number) if fit is None else len(masked.text)
    best: tuple[float, Referent] | None = None
    for position, token in entities_in(masked.text):
        referent = masked.referent_of(token)
        if referent.name == excluded or referent.credited or not _can_own(referent, kinds):
            continue
        if fit is not None and has_other_part(masked, position, fit.metric.name):
            continue
        if position >= too_late:
            continue
        if (
            position > place
            and not masked.text[place + 1 : position].strip()
            and not _is_money(masked, number)
        ):
            continue  # what is counted: "3,072 Nvidia H100 GPUs"
        if position < place and _doer(masked, position, place, kinds) is not None:
            continue
        is_where = kinds == _OF_PLACES and _WHERE.search(masked.text, max(0, position - _GOVERNING), position)
        spoken_of = replace(referent, kind="place", oblique=False) if is_where else referent
        score = _likeness(spoken_of, kinds) + _place_score(masked, position, place)
        score += tuned("subject_topic") if referent.name == topic else 0.0
        if position == antecedent:
            score += tuned("subject_relative")
        if position < place and referent.kind == "unknown" and _opens(masked, position, place, kinds):
            score += tuned("subject_opens")
        if position < place and _does(masked, position, place):
            score += tuned("subject_doer")
        if _inserted(insertions, position) and not _inserted(insertions, place):
            score += tuned("subject_parenthetical")
        if best is None or score > best[0]:
            best = (score, referent)
    return best[1] if best and best[0] >= tuned("subject_least") else None


def antecedent_of_which(masked: Masked, number: int) -> Referent | None:
    """The name whose relative clause a figure stands in, where that tells of its sales and the like."""
    match = _OF_WHICH.search(masked.text[: masked.position_of(number)])
    return masked.referent_of(match["S"]) if match is not None else None


def is_of_group(masked: Masked, number: int) -> bool:
    """Whether a figure is told of the whole group, not of what the words before spoke of."""
    return bool(_OF_GROUP.search(masked.text[: masked.position_of(number)]))


def heads_sentence(masked: Masked, number: int, kinds: Sequence[str]) -> bool:
    """Whether a name of these kinds heads the words before a figure, so that it is not the last owner's."""
    return any(
        (referent := masked.referent_of(token)).kind in kinds
        and not (referent.oblique or referent.speaker or referent.credited)
        for _, token in entities_in(masked.text, masked.position_of(number))
    )


def _opens(masked: Masked, position: int, place: int, kinds: Sequence[str]) -> bool:
    """Whether the sentence is about the name at a position: it begins with it and names no other owner.

    A name in a longer noun phrase ("Orvane striker N") is not what the sentence is about.
    """
    if not _OPENS.fullmatch(masked.text, 0, position) or not _BEGUN.match(masked.text, position + 1):
        return False
    between = (masked.referent_of(token) for token in masked.text[position + 1 : place] if is_entity(token))
    return not any(item.kind in (*kinds, "unknown") and not item.oblique for item in between)


def _does(masked: Masked, position: int, place: int) -> bool:
    """Whether a name, no part of a longer one, is the subject of the verb whose object the figure is."""
    referent = masked.referent_of(masked.text[position])
    of_longer = position > 1 and masked.text[position - 1] == " " and is_entity(masked.text[position - 2])
    if of_longer or referent.oblique or referent.name == NOT_TOLD:
        return False
    return _DOES.fullmatch(masked.text, position + 1, place) is not None


def is_coordinated(masked: Masked, number: int) -> bool:
    """Whether only "and" stands between a figure and the one before it ("N with V and V")."""
    return (
        masked.text[masked.position_of(number - 1) + 1 : masked.position_of(number)].strip() in _COORDINATED
    )


def named_beside(masked: Masked, number: int) -> Referent | None:
    """The name that stands straight before or behind a figure and has it ("beside N with V", "V for N")."""
    place = masked.position_of(number)
    behind = _FOR_NAME.match(masked.text, place + 1)
    if behind is not None:
        referent = masked.referent_of(behind["S"])
        return referent if behind["of"] != "in" or referent.kind == "model" else None
    at = max((at for at, _ in entities_in(masked.text, place)), default=None)
    if at is None or not _WITH.fullmatch(masked.text, at + 1, place):
        return None
    return masked.referent_of(masked.text[at])


def named_thing(masked: Masked, number: int) -> Referent | None:
    """The name that a sentence gives to the thing a figure describes ("a V wind farm called N")."""
    match = _CALLED.match(masked.text, masked.position_of(number) + 1)
    return masked.referent_of(match["S"]) if match is not None and is_entity(match["S"]) else None


def bound_subject(masked: Masked, number: int, fit: Fit) -> Referent | None:
    """Who owns what a frame binds to a subject S; `None` if that has another part in the sentence.

    In "N founded S in 1998 and still owns V" it is N: there S is only the object of the verb before.
    """
    subject, kinds, metric = fit.subject, fit.metric.subject, fit.metric.name
    if subject is None:
        return None
    place = masked.position_of(number)
    tokens = [(position, masked.referent_of(token)) for position, token in entities_in(masked.text, place)]
    for (left, item), (right, other) in pairwise(tokens):
        # "N, its largest backer, committed V": N did
        if other is subject and right == left + 3 and _MORE_OF.match(masked.text, left + 1):
            return item
    at = next((position for position, item in tokens if item is subject), None)
    if at is not None and has_other_part(masked, at, metric):
        return None
    return subject if at is None else _doer(masked, at, place, kinds) or subject


def _doer(masked: Masked, at: int, place: int, kinds: Sequence[str]) -> Referent | None:
    """Who does what a figure tells, where the name at a position is only the object of the verb before.

    That is N in "N founded S in 1998 and still owns V"; `None` where the name does it itself.
    """
    if not _CONJUNCT.search(masked.text[at + 1 : place]):
        return None
    doers = [
        item
        for position, token in entities_in(masked.text, at)
        if not (item := masked.referent_of(token)).oblique
        and not item.possessive
        and item.kind in (*kinds, "unknown")
        and _VERB_BETWEEN.fullmatch(masked.text[position + 1 : at])
    ]
    return doers[-1] if doers else None


def combined_names(masked: Masked, number: int, subject: str) -> str | None:
    """The names that own a combined figure together, as one name; `None` if it is not told as combined."""
    place = masked.position_of(number)
    if not _COMBINED.search(masked.text[max(0, place - _COMBINED_REACH) : place + _COMBINED_REACH]):
        return None
    groups: list[list[tuple[int, str]]] = [[]]
    for position, token in entities_in(masked.text, place):
        last = groups[-1][-1][0] if groups[-1] else None
        if last is not None and not _LINK.fullmatch(masked.text[last + 1 : position]):
            groups.append([])
        groups[-1].append((position, masked.referent_of(token).name))
    for group in groups:
        names = list(dict.fromkeys(name for _, name in group))
        if len(names) > 1 and subject in names:
            return f"{', '.join(names[:-1])} and {names[-1]}"
    return None


def other_parts(masked: Masked) -> frozenset[str]:
    """The names that a sentence gives a part other than owner: those behind "led by", "from", "with"."""
    return frozenset(
        masked.referent_of(token).name
        for position, token in entities_in(masked.text)
        if masked.referent_of(token).oblique
        and not _PLACED.search(masked.text[max(0, position - _GOVERNING) : position])
    )


def named_until(masked: Masked, number: int | None) -> int:
    """Where in the article names come too late to own a figure: in a later sentence, or for when or why."""
    late = _meanwhile(masked, number) if number is not None else len(masked.text)
    named = [token for position, token in entities_in(masked.text) if position >= late]
    return min((masked.referent_of(token).span.start for token in named), default=masked.sentence.end)


def _meanwhile(masked: Masked, number: int) -> int:
    """Where in the masked text it is told when or why a figure came about; its end when it is not."""
    found = _MEANWHILE.search(masked.text, masked.position_of(number))
    return found.end() if found is not None else len(masked.text)


def other_party(masked: Masked, number: int, subject: str, metric: Metric) -> Referent | None:
    """The second party of a figure that its sentence names, of the metric's kinds; `None` if it names none.

    The nearest name that stands after "in", "of", "into" and the like, or, where the money comes "from" the
    subject, who heads the sentence. A name that merely stands near is nobody's second party.
    """
    place = masked.position_of(number)
    kinds = metric.counterparty_kinds or COUNTERPARTY_KINDS
    from_subject, heads, found = False, [], []
    for position, token in entities_in(masked.text):
        referent = masked.referent_of(token)
        words = masked.text[max(0, position - _GOVERNING) : position]
        if referent.name == subject:
            from_subject = from_subject or bool(_FROM.search(words))
        elif referent.kind not in kinds or referent.speaker or referent.credited or referent.name == NOT_TOLD:
            continue
        elif _GOVERNED.search(words):
            found.append((abs(position - place), position, referent))
        elif position < place and not referent.oblique:
            heads.append(referent)
    if found:
        return min(found, key=lambda item: item[:2])[2]
    return heads[-1] if heads and from_subject else None


def gives_to_many(masked: Masked, number: int) -> bool:
    """Whether the words behind a figure say that it goes to several unnamed ones ("into AI startups")."""
    return _TO_MANY.match(masked.text, masked.position_of(number) + 1) is not None


def _can_own(referent: Referent, kinds: Sequence[str]) -> bool:
    """Whether a referent is of a fitting kind; a company's plant is as good as a company, or is untold."""
    if referent.kind in (*kinds, "unknown"):
        return True
    return kinds[0] == "company" and (is_site(referent.name) or referent.name == NOT_TOLD)


def _likeness(referent: Referent, kinds: Sequence[str]) -> float:
    score = 0.0 if referent.oblique else tuned("subject_nominative")
    if referent.kind == kinds[0]:
        score += tuned("subject_first_kind")
    else:
        score += tuned("subject_other_kind" if referent.kind in kinds else "subject_unknown_kind")
    return score + (tuned("subject_speaker") if referent.speaker else 0.0)


def _place_score(masked: Masked, position: int, place: int) -> float:
    after = position > place
    between = masked.text[min(position, place) + 1 : max(position, place)]
    score = -abs(place - position) / tuned("subject_reach_after" if after else "subject_reach_before")
    score += tuned("subject_after") if after else 0.0
    if not after and (
        _OWNS.fullmatch(between) or _BESIDE.fullmatch(between) or _is_gapped(masked.text[:position], between)
    ):
        score += tuned("subject_possessive")
    return score + tuned("subject_figure_between") * count_quantities(between)


def _is_gapped(before: str, between: str) -> bool:
    """Whether a name stands in a list straight before its figure: "A lost 3 % and B 2 %"."""
    return _GAP.fullmatch(between) is not None and _LISTED.search(before) is not None


def _inserted(insertions: Sequence[tuple[int, int]], position: int) -> bool:
    return any(start <= position < end for start, end in insertions)


def _relative_antecedent(masked: Masked, place: int, kinds: Sequence[str]) -> int | None:
    """Where the name stands that the value's relative clause is about ("Google, which has invested V")."""
    opened = [
        match
        for match in _RELATIVE.finditer(masked.text, 0, place)
        if "," not in masked.text[match.end() : place]
    ]
    if not opened:
        return None
    for position in range(opened[-1].start() - 1, -1, -1):
        token = masked.text[position]
        if is_entity(token) and masked.referent_of(token).kind in (*kinds, "unknown"):
            return position
    return None


def _is_money(masked: Masked, number: int) -> bool:
    return unit_class(masked.quantities[number]) == "currency"


@lru_cache(maxsize=1)
def _insertion() -> re.Pattern[str]:
    return re.compile(rf", (?:{'|'.join(frame_words().parentheticals)})\b[^,;]*,")
