"""Words that the terminal and the page share when they tell of a draft."""

from __future__ import annotations

from difflib import SequenceMatcher

from reports.counting import count_words
from reports.draft import Draft, DraftCheck, DraftClaim, Known, Mark, Quoted
from reports.summary_view import readable_day

LABELS = {
    Mark.CONTRADICTS: "contradicted",
    Mark.NEWER: "newer figure known",
    Mark.DISPUTED: "disputed",
    Mark.ONE_ORIGIN: "one origin only",
    Mark.OWN: "only we said so",
    Mark.AGREES: "agrees",
    Mark.UNKNOWN: "not known",
    Mark.NOT_COMPARED: "not compared",
}
"""What stands beside a claim."""

_COUNTED = {
    Mark.CONTRADICTS: ("contradicts", "contradict"),
    Mark.NEWER: ("has a newer figure", "have a newer figure"),
    Mark.DISPUTED: ("is disputed but better backed", "are disputed but better backed"),
    Mark.ONE_ORIGIN: ("is known from one origin only", "are known from one origin only"),
    Mark.OWN: ("is known from our own articles only", "are known from our own articles only"),
    Mark.AGREES: ("agrees", "agree"),
    Mark.UNKNOWN: ("is not known", "are not known"),
    Mark.NOT_COMPARED: ("could not be compared", "could not be compared"),
}
_NAMES_SHOWN = 4
_WORDS_COMPARED = 120


def shown_sentence(text: str) -> str:
    """A sentence as it is quoted: on one line, without the signs of a Markdown heading."""
    words = plain(text)
    bare = words.lstrip("#")
    return bare.lstrip() if bare.startswith(" ") else words


def plain(text: str) -> str:
    """A text on one line without signs that steer a terminal or turn the direction of writing."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def summary_words(check: DraftCheck) -> str:
    """The whole in one line: `12 claims: 1 contradicts, 3 agree, 8 are not known`."""
    counts = check.counts
    claims = count_words(len(check.claims), "claim")
    parts = [f"{number:,} {_COUNTED[mark][number != 1]}" for mark in Mark if (number := counts[mark])]
    if not parts:
        return "no claims: there is no figure, fact or quotation in it"
    own = [f"{count_words(len(check.within), 'contradiction')} within the draft"] if check.within else []
    sums = "1 sum does not come out" if len(check.sums) == 1 else f"{len(check.sums):,} sums do not come out"
    return ", ".join([f"{claims}: {parts[0]}", *parts[1:], *own, *([sums] if check.sums else [])])


def date_words(draft: Draft) -> str:
    """Where the date of a draft is from."""
    return {"given": "as given", "draft": "as it says itself", "today": "today"}[draft.date_from]


def backing_words(known: Known) -> str:
    """Who says the same: outlets, since when, how many origins."""
    since = f", since {readable_day(known.first_told)}" if known.first_told else ""
    return f"also said by {outlet_words(known)}{since}, {origin_words(known)}"


def origin_words(known: Known) -> str:
    """How many stand behind a known value: `3 origins`, `our own outlet only`."""
    return count_words(known.n_origins, "origin") if known.n_origins else "our own outlet only"


def outlet_words(known: Known) -> str:
    """The outlets of a known value, the first few; addresses where none is named."""
    names = [plain(each) for each in known.outlets or [told.url for told in known.tellings]]
    more = f" and {len(names) - _NAMES_SHOWN:,} more" if len(names) > _NAMES_SHOWN else ""
    return ", ".join(names[:_NAMES_SHOWN]) + more


def teller_words(told: Quoted) -> str:
    """Who tells it: the outlet, and that it is our own."""
    name = plain(told.outlet or told.url)
    return f"{name} (our own)" if told.is_own else name


def reason_words(sentence: str) -> str:
    """The end of an explanation: why, without who says what about which question."""
    _, both, rest = sentence.partition(", both ")
    reason = rest.partition("; ")[2] if both else sentence.rpartition("; ")[2]
    reason = plain(reason or sentence)
    return f"{reason[:1].upper()}{reason[1:]}"


def changed_pieces(own: str, other: str) -> list[tuple[str, bool]]:
    """The words of another wording in pieces, each with whether it differs from one's own.

    Of long quotations the first words; quadratic in these at worst.
    """
    left, right = plain(own).split()[:_WORDS_COMPARED], plain(other).split()[:_WORDS_COMPARED]
    pieces = []
    for tag, _, _, start, end in SequenceMatcher(a=left, b=right, autojunk=False).get_opcodes():
        if start < end:
            pieces.append((" ".join(right[start:end]), tag != "equal"))
    return [(f"{' ' if n else ''}{words}", changed) for n, (words, changed) in enumerate(pieces)]


def topic(claim: DraftClaim) -> str:
    """What a claim is about, in words."""
    if claim.kind == "quote":
        return f"What {plain(claim.subject)} said" if claim.question else "a quotation, not told whose"
    return plain(claim.question) or f"{claim.metric.removeprefix('other:').replace('_', ' ')}, not told whose"


def briefly(claim: DraftClaim) -> str:
    """What is known of a claim, in a line."""
    if claim.mark is Mark.DISPUTED and claim.agrees is not None:
        return f"{origin_words(claim.agrees)} say so; {_says(claim)}"
    if claim.contradicts:
        return _says(claim)
    against = [each for each in claim.references if each.relation == "contradict"]
    if against:
        return f"{plain(against[0].source)} has {plain(against[0].value)}"
    if claim.newer and claim.mark is Mark.NEWER:
        return f"newer: {_told(claim.newer[0])}"
    if claim.agrees is not None and claim.mark is not Mark.CONTRADICTS:
        behind = outlet_words(claim.agrees)
        return f"{origin_words(claim.agrees)}: {behind}" if claim.agrees.n_origins > 1 else behind
    if claim.mark is Mark.CONTRADICTS:
        return "the draft itself says otherwise"
    if claim.earlier:
        return f"last known: {_told(claim.earlier[0])}"
    return ""


def _says(claim: DraftClaim) -> str:
    first, others = claim.contradicts[0], len(claim.contradicts) - 1 + claim.more_against
    more = f", and {count_words(others, 'answer')} more" if others else ""
    return f"{plain(first.value)}: {origin_words(first)}{more}"


def _told(known: Known) -> str:
    return f"{plain(known.value)} ({outlet_words(known)})"
