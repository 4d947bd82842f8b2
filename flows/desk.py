"""The desk of an editor: what is published to rule on, under every ruling, those no run has taken in yet too.

Reads the published file and the files of rulings; rulings go into the ledger, so none of it waits for a run.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

from checkers.compare.names import subject_key
from checkers.compare.written import clean_text
from checkers.ruling_records import ON_FINDINGS, Judgement, Ruling
from flows.check import read_judgements
from flows.ruling import RulingError
from flows.settings import Settings
from reports.review import DeskCase, DeskLine, DeskList, Ruled, State, Told
from reports.short_ids import short_ids
from warehouse import Published
from warehouse.held_rows import HeldRuling
from warehouse.ledger import append_ruling
from warehouse.review_rows import Finding

_CANDIDATES = 8
_SORTS = {"fnd": "contradiction", "rfd": "reference", "edt": "edit", "sum": "sum"}
_DECISIVE = (*ON_FINDINGS, Ruling.WRONG_READING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which findings are listed; what is not given does not narrow. No state: what nobody has ruled on."""

    state: State | None = None
    sort: str | None = None
    subject: str | None = None
    metric: str | None = None
    outlet: str | None = None
    assignee: str | None = None
    everything: bool = False


class Desk:
    """The findings of a published file and all rulings on them.

    Raises:
        LexiconError: a file of rulings cannot be understood.
        QueryRefused: the published file is of another version.
    """

    def __init__(self, settings: Settings, published: Published) -> None:
        self._settings = settings
        self.published = published
        self.findings = {each.finding_id: each for each in published.rows(Finding)}
        self._taken_in = frozenset(row.ruling_id for row in published.rows(HeldRuling))
        self.judgements = read_judgements(settings)

    @cached_property
    def _decided(self) -> Mapping[str, Judgement]:
        """The latest ruling in force on each finding.

        Of a wrong reading that a run has taken in the finding is gone; if it is there, it is another reading.
        """
        found: dict[str, Judgement] = {}
        for each in self.judgements.in_force:
            if each.ruling in ON_FINDINGS and each.finding_id:
                found[each.finding_id] = each
            elif each.ruling is Ruling.WRONG_READING and not self.is_taken_in(each):
                for finding_id in self._sides.get(each.claim_a, ()):
                    found[finding_id] = each
            elif each.ruling is Ruling.WRONG_READING and each.finding_id not in self.findings:
                found[each.finding_id] = each
        found.pop("", None)
        return found

    @cached_property
    def _sides(self) -> Mapping[str, tuple[str, ...]]:
        """The findings that a claim is a side of, by claim."""
        found: dict[str, list[str]] = {}
        for each in self.findings.values():
            for claim in (each.claim_a, each.claim_b):
                if claim:
                    found.setdefault(claim, []).append(each.finding_id)
        return {claim: tuple(ids) for claim, ids in found.items()}

    @cached_property
    def _by_hand(self) -> Mapping[tuple[frozenset[str], str], Judgement]:
        """The rulings written by hand on pairs of values of a subject."""
        return {
            (_pair(each.left, each.right), subject_key(each.subject)): each
            for each in self.judgements.in_force
            if each.ruling in ON_FINDINGS and not each.finding_id
        }

    @cached_property
    def _assigned(self) -> Mapping[str, str]:
        return {
            each.finding_id: each.assignee
            for each in self.judgements.in_force
            if each.ruling is Ruling.ASSIGNED
        }

    @cached_property
    def _comments(self) -> Mapping[str, int]:
        return Counter(each.finding_id for each in self.judgements.in_force if each.ruling is Ruling.COMMENT)

    @cached_property
    def _shorts(self) -> Mapping[str, str]:
        return short_ids(self.known_ids)

    @cached_property
    def known_ids(self) -> frozenset[str]:
        """Every finding that is there, or that somebody said something about."""
        ruled = (each.finding_id for each in self.judgements.rulings if each.finding_id)
        return frozenset((*self.findings, *ruled))

    def is_taken_in(self, ruling: Judgement) -> bool:
        """Whether a run has published a ruling; one written by hand counts as if it had."""
        return not ruling.ruling_id or ruling.ruling_id in self._taken_in

    @property
    def waiting(self) -> int:
        """How many rulings no run has taken in yet."""
        return sum(not self.is_taken_in(each) for each in self.judgements.rulings)

    def ruling_on(self, finding_id: str) -> Judgement | None:
        """What a finding is ruled to be, if it is."""
        found = self._decided.get(finding_id)
        held = self.findings.get(finding_id)
        if found is None and held is not None and self._by_hand:
            pair = _pair(held.value_a or "", held.value_b or "")
            by_hand = (self._by_hand.get((pair, key)) for key in (subject_key(held.subject or ""), ""))
            found = next(filter(None, by_hand), None)
        return found

    def listed(self, wanted: Wanted, start: int, most: int) -> DeskList:
        """The findings that are wanted, from the `start`-th (from 0), `most` at most."""
        fitting = [each for each in self._everything(wanted) if self._fits(each, wanted)]
        told = [each for each in fitting if wanted.everything or each.alert or each.state is not State.OPEN]
        return DeskList(
            lines=tuple(told[start : start + most]),
            start=start,
            total=len(told),
            quiet=len(fitting) - len(told),
            waiting=self.waiting,
        )

    def _everything(self, wanted: Wanted) -> Iterator[DeskLine]:
        for finding in self.findings.values():
            yield self.line(finding.finding_id)
        if wanted.state is State.RULED:
            gone = sorted(
                self._decided.keys() - self.findings.keys(), key=lambda each: self._decided[each].at
            )
            yield from (self.line(finding_id) for finding_id in reversed(gone))

    def _fits(self, line: DeskLine, wanted: Wanted) -> bool:
        state = line.state is not State.RULED if wanted.state is None else line.state is wanted.state
        outlets = {(each.outlet or "").casefold() for each in line.sides}
        return (
            state
            and (wanted.sort is None or line.sort == wanted.sort)
            and (wanted.subject is None or subject_key(wanted.subject) == subject_key(line.subject))
            and (wanted.metric is None or wanted.metric == line.metric)
            and (wanted.outlet is None or wanted.outlet.casefold() in outlets)
            and (wanted.assignee is None or wanted.assignee == line.assignee)
        )

    def line(self, finding_id: str) -> DeskLine:
        """A finding as it stands; one that is not published any more as the rulings on it tell it."""
        ruling = self.ruling_on(finding_id)
        held = self.findings.get(finding_id)
        told = held if held is not None else self._told_by_rulings(finding_id)
        assignee = self._assigned.get(finding_id)
        state = State.RULED if ruling else State.ASSIGNED if assignee else State.OPEN
        return DeskLine(
            finding_id=finding_id,
            short_id=self._shorts[finding_id],
            sort=told.sort,
            state=state,
            alert=told.alert,
            is_held=held is not None,
            subject=told.subject or "",
            metric=told.metric or "",
            about=told.about,
            sides=_sides_of(told),
            explanation=told.explanation,
            ruling=self.shown(ruling) if ruling else None,
            assignee=assignee,
            comments=self._comments.get(finding_id, 0),
        )

    def _told_by_rulings(self, finding_id: str) -> Finding:
        rulings = [each for each in self.judgements.rulings if each.finding_id == finding_id]
        said = next((each for each in reversed(rulings) if each.ruling in _DECISIVE), rulings[-1])
        metric = said.metric.removeprefix("other:").replace("_", " ")
        return Finding(
            sort=_SORTS.get(finding_id.partition("_")[0], "finding"),
            finding_id=finding_id,
            alert=False,
            subject=said.subject,
            metric=said.metric,
            about=", ".join(filter(None, (said.subject, metric, said.period))),
            value_a=said.left or None,
            value_b=said.right or None,
            claim_a=said.claim_a or None,
            claim_b=said.claim_b or None,
            outlet_a=None,
            outlet_b=None,
            published_a=None,
            published_b=None,
            url_a=None,
            url_b=None,
            sentence_a=None,
            sentence_b=None,
            n_origins_a=None,
            n_origins_b=None,
            explanation="",
            confidence=0.0,
            severity=None,
        )

    def case(self, finding_id: str) -> DeskCase:
        """A finding with all that was ruled or said on it, the earliest first."""
        history = [each for each in self.judgements.rulings if each.finding_id == finding_id]
        ruling = self.ruling_on(finding_id)
        if ruling is not None and ruling not in history:  # of a claim of it, or written by hand
            history.append(ruling)
        return DeskCase(line=self.line(finding_id), history=tuple(map(self.shown, history)))

    def shown(self, ruling: Judgement) -> Ruled:
        """A ruling as it is shown."""
        return Ruled(
            ruling_id=ruling.ruling_id,
            ruling=str(ruling.ruling),
            finding_id=ruling.finding_id,
            by=ruling.user,
            at=ruling.at,
            why=ruling.note,
            about=_about(ruling),
            taken_in=self.is_taken_in(ruling),
            holds=ruling.holds,
        )

    def find(self, given: str) -> str:
        """The one finding that is meant by an id or the beginning of one.

        Raises:
            RulingError: there is none, or there are several; the message names candidates.
        """
        return self._one(given, self.known_ids, "finding", "`twosource review list` names them")

    def _one(self, given: str, ids: Iterable[str], what: str, hint: str) -> str:
        given = given.strip()  # a shell that loops over CSV leaves the carriage returns
        found = sorted(each for each in ids if each.startswith(given) or each[4:].startswith(given))
        if given in found or len(found) == 1:
            return given if given in found else found[0]
        if not found or not given:
            raise RulingError(f"there is no {what} {given!r}: {hint}.")
        listed = "\n".join(f"  {each}  {self._words(each)}" for each in found[:_CANDIDATES])
        more = "\n  ..." if len(found) > _CANDIDATES else ""
        raise RulingError(f"{given!r} begins more than one {what}. Give more of the id:\n{listed}{more}")

    def _words(self, finding_id: str) -> str:
        if finding_id not in self.known_ids:
            return ""
        line = self.line(finding_id)
        return f"{line.about}: {' / '.join(each.value for each in line.sides)}"[:90]

    def find_undone(self, given: str | None, user: str) -> Judgement:
        """The ruling in force to be taken back: by an id of a ruling, a finding or a claim, else your last.

        Raises:
            RulingError: there is none.
        """
        live = [
            each for each in self.judgements.in_force if each.ruling is not Ruling.UNDONE and each.ruling_id
        ]
        if given is None:
            mine = [each for each in live if each.user == user]
            if not mine:
                raise RulingError(f"there is no ruling by {user!r} in force that could be undone.")
            return max(mine, key=lambda each: (each.at, each.ruling_id))
        keys: dict[str, Judgement] = {}
        for each in live:
            named = () if each.ruling is Ruling.COMMENT else (each.finding_id, _claim(each))
            keys |= {key: each for key in (each.ruling_id, *named) if key}
        hint = (
            f"a finding's rulings are under `twosource review show`, all of them in {self._settings.rulings}"
        )
        return keys[self._one(given, keys, "ruling in force of", hint)]

    def add(self, ruling: Judgement) -> Judgement:
        """Write a ruling into the ledger; as it stands there.

        Raises:
            WarehouseLocked: the ledger has been locked for long.
        """
        return append_ruling(self._settings.rulings, ruling, datetime.now(UTC))


def _pair(left: str, right: str) -> frozenset[str]:
    return frozenset((clean_text(left).casefold(), clean_text(right).casefold()))


def _claim(ruling: Judgement) -> str:
    return ruling.claim_a if ruling.ruling is Ruling.WRONG_READING else ""


def _sides_of(finding: Finding) -> tuple[Told, ...]:
    a = Told(
        value=finding.value_a or finding.sentence_a or "",
        outlet=finding.outlet_a,
        published=finding.published_a,
        url=finding.url_a,
        sentence=finding.sentence_a,
        n_origins=finding.n_origins_a,
        claim_id=finding.claim_a,
    )
    b = Told(
        value=finding.value_b or finding.sentence_b or "",
        outlet=finding.outlet_b,
        published=finding.published_b,
        url=finding.url_b,
        sentence=finding.sentence_b,
        n_origins=finding.n_origins_b,
        claim_id=finding.claim_b,
    )
    return (a, b) if b.value else (a,)


def _about(ruling: Judgement) -> str:
    """What a ruling says beside its kind: the right answer, who shall look, two names, what it undoes."""
    if ruling.ruling is Ruling.RESOLVED:
        return f"{ruling.answer} is right" if ruling.answer not in ("", "neither") else ruling.answer
    if ruling.ruling is Ruling.ASSIGNED:
        return f"to {ruling.assignee}"
    if ruling.ruling in (Ruling.SAME_SUBJECT, Ruling.NOT_SAME_SUBJECT):
        return f"{ruling.left} / {ruling.right}"
    if ruling.ruling is Ruling.WRONG_READING:
        return f"{ruling.left or 'claim'} as {ruling.subject}, {ruling.metric} ({ruling.claim_a})"
    return ruling.undoes
