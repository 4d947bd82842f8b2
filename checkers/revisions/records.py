"""The records of revisions: the texts that an article has had, and what changed from one to the next."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from checkers.records import Relation
from extractors.records import Article, Claim


class TextChange(StrEnum):
    """What a text is to the one before it."""

    SAME_WORDS = "same_words"
    STUB = "stub"
    EDITED = "edited"


class EditKind(StrEnum):
    """What happened to a claim from one text of its article to the next."""

    VALUE_CHANGED = "value_changed"
    REFINED = "refined"
    RETOLD = "retold"
    REMOVED = "removed"
    ADDED = "added"


class Notice(StrEnum):
    """How readers are told of an edit: not at all, by a note on it, by a general note, by a rolling story."""

    SILENT = "silent"
    NAMED = "named"
    GENERAL = "general"
    ROLLING = "rolling"


class NoteKind(StrEnum):
    """What sort of note a newsroom put under a changed text."""

    CORRECTION = "correction"
    UPDATE = "update"
    RETRACTION = "retraction"
    ROLLING = "rolling"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A note of the newsroom on its own text, as printed; `elsewhere` when on spelling, pictures, links."""

    kind: NoteKind
    text: str
    elsewhere: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenText:
    """One text that an article has had, first met by run `run_number`.

    `number` counts the revisions of the article from 1, 0 when it is not numbered yet. `text` is `None` when
    it is no longer kept. `compared_by` is the version of extractor and lexicon that read it and the revision
    before to be compared, empty when that has not been done. `notes` are the notes that are new in it.
    """

    number: int
    title: str | None
    published: str | None
    text: str | None
    text_sha256: str
    run_number: int
    compared_by: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The texts of an article in the order in which they were first met; the present one is `article.text`.

    A text that was met again after another is in it once.
    """

    article: Article
    texts: tuple[SeenText, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimEdit:
    """What became of one claim between the revisions `old_number` and `number` of its article.

    `old` is missing for what was added, `new` for what was removed. `relation` and `reason` are how the two
    values stand (`docs/reasons.md`), `explanation` is one sentence for a person, `confidence` is 0..1.
    """

    edit_id: str
    article_id: str
    number: int
    old_number: int
    kind: EditKind
    notice: Notice
    note: str | None
    old: Claim | None
    new: Claim | None
    relation: Relation | None
    reason: str
    explanation: str
    confidence: float
    alert: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerClaim:
    """A claim of the revision `number` that the revision `until` no longer makes in that sentence."""

    number: int
    until: int
    claim: Claim


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRevisions:
    """The revisions of one article, empty when it has had one text only; stored and replaced as a whole.

    `reworked` are the revisions that were compared with the one before just now: `edits` and `former` are
    theirs, and take the place of what was found for them earlier.
    """

    article_id: str
    texts: tuple[SeenText, ...]
    reworked: tuple[int, ...]
    edits: tuple[ClaimEdit, ...]
    former: tuple[FormerClaim, ...]
