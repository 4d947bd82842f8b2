"""The closed list of reason codes: why two claims stand as they do, each with what it means."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """A reason code. The value is stored; the meaning is in `MEANING`."""

    EQUAL = "equal"
    SAME_VALUE = "same_value"
    ROUNDED = "rounded"
    TRUNCATED = "truncated"
    BINARY_PREFIX = "binary_prefix"
    WITHIN_HEDGE = "within_hedge"
    HEDGE_DIFFERS = "hedge_differs"
    BOUND_MET = "bound_met"
    BOUND_FAR = "bound_far"
    BOUND_BROKEN = "bound_broken"
    IN_RANGE = "in_range"
    OUT_OF_RANGE = "out_of_range"
    RANGE_DIFFERS = "range_differs"
    VALUE_DIFFERS = "value_differs"
    OPPOSITE_SIGN = "opposite_sign"
    CONVERTED = "converted"
    CONVERSION_DIFFERS = "conversion_differs"
    WRONG_CURRENCY = "wrong_currency"
    TEN_FOLD = "ten_fold"
    THOUSAND_FOLD = "thousand_fold"
    MILLION_BILLION = "million_billion"
    DIGIT_SWAP = "digit_swap"
    PERCENT_POINTS = "percent_points"
    PART_EXCEEDS_WHOLE = "part_exceeds_whole"
    OTHER_UNIT = "other_unit"
    OTHER_SUBJECT = "other_subject"
    OTHER_VERSION = "other_version"
    OTHER_COUNTERPARTY = "other_counterparty"
    OTHER_SCOPE = "other_scope"
    PRE_POST_MONEY = "pre_post_money"
    PART_AND_WHOLE = "part_and_whole"
    UNLABELLED = "unlabelled"
    OTHER_INSTANT = "other_instant"
    RUNNING_PRICE = "running_price"
    OPPOSITE_DIRECTIONS = "opposite_directions"
    OTHER_MOVE = "other_move"
    OTHER_EVENT = "other_event"
    OTHER_DATE = "other_date"
    OTHER_PERIOD = "other_period"
    OTHER_LENGTH = "other_length"
    SAME_VALUE_OTHER_PERIOD = "same_value_other_period"
    FAR_APART = "far_apart"
    MONOTONE_FALLS = "monotone_falls"
    PLAN_THEN_OUTCOME = "plan_then_outcome"
    TARGET_FOR_LATER = "target_for_later"
    EXPECTATION = "expectation"
    OTHER_PROVIDER = "other_provider"
    GUIDANCE_REVISED = "guidance_revised"
    PLAN_CHANGED = "plan_changed"
    REVISED = "revised"
    DENIED = "denied"
    DENIED_OTHER = "denied_other"
    BOTH_DENY = "both_deny"
    SAME_NAME = "same_name"
    OTHER_NAME = "other_name"
    ONE_OF_SEVERAL = "one_of_several"
    TOLD_TOGETHER = "told_together"
    HANDED_OVER = "handed_over"
    SAME_DATE = "same_date"
    DATE_PREFIX = "date_prefix"
    DATE_DIFFERS = "date_differs"
    SAME_LICENCE = "same_licence"
    LICENCE_CONFLICT = "licence_conflict"
    LICENCE_COMPATIBLE = "licence_compatible"
    DENIAL_AGREES = "denial_agrees"
    SAME_STATUS = "same_status"
    PROGRESS = "progress"
    OPPOSITE_ENDS = "opposite_ends"
    SAME_WORDS = "same_words"
    SHORTENED = "shortened"
    WORDING_DIFFERS = "wording_differs"
    TENSE_DIFFERS = "tense_differs"
    NEGATION_DIFFERS = "negation_differs"
    NUMBER_DIFFERS = "number_differs"
    JUDGED_APART = "judged_apart"
    NO_OWNER = "no_owner"
    NO_NOUN = "no_noun"
    OTHER_KIND = "other_kind"
    OTHER_METRIC = "other_metric"
    NO_VALUE = "no_value"
    OPEN_PERIOD = "open_period"
    UNKNOWN_VALUE = "unknown_value"
    UNNAMED_FACT = "unnamed_fact"
    OTHER_WORDS = "other_words"


STOPPING = frozenset(
    (
        Reason.NO_OWNER,
        Reason.NO_NOUN,
        Reason.OTHER_KIND,
        Reason.OTHER_METRIC,
        Reason.NO_VALUE,
        Reason.OPEN_PERIOD,
        Reason.UNKNOWN_VALUE,
        Reason.UNNAMED_FACT,
        Reason.OTHER_WORDS,
    )
)
"""Why two claims say nothing of each other. Such a pair has no relation; `twosource explain` tells of it."""


MEANING: dict[Reason, str] = {
    Reason.EQUAL: "both say the same",
    Reason.SAME_VALUE: "the same figure",
    Reason.ROUNDED: "one is the other, rounded",
    Reason.TRUNCATED: "one is the other, cut off after its last written digit",
    Reason.BINARY_PREFIX: "one counts in thousands, the other in multiples of 1,024",
    Reason.WITHIN_HEDGE: "one is hedged, and the hedge admits the other",
    Reason.HEDGE_DIFFERS: "the same number with opposite hedges",
    Reason.BOUND_MET: "one is a bound, and the other keeps it closely",
    Reason.BOUND_FAR: "one is a bound that the other keeps, but it is another figure",
    Reason.BOUND_BROKEN: "one is a bound that the other breaks",
    Reason.IN_RANGE: "one is a range that holds the other",
    Reason.OUT_OF_RANGE: "one is a range that does not hold the other",
    Reason.RANGE_DIFFERS: "two ranges with other ends",
    Reason.VALUE_DIFFERS: "the figures differ beyond what rounding and hedges allow",
    Reason.OPPOSITE_SIGN: "one is a gain, the other a loss",
    Reason.CONVERTED: "the same amount at the exchange rate of the time",
    Reason.CONVERSION_DIFFERS: "the amounts differ at the exchange rate of the time",
    Reason.WRONG_CURRENCY: "the same number in two currencies: one sign must be wrong",
    Reason.TEN_FOLD: "the same digits, ten or a hundred times apart",
    Reason.THOUSAND_FOLD: "the same digits, a thousand times apart",
    Reason.MILLION_BILLION: "the same digits, millions against billions or billions against trillions",
    Reason.DIGIT_SWAP: "two digits changed places",
    Reason.PERCENT_POINTS: "the same number in percent and in percentage points",
    Reason.PART_EXCEEDS_WHOLE: "the part is larger than the whole",
    Reason.OTHER_UNIT: "the units measure different things",
    Reason.OTHER_SUBJECT: "two subjects",
    Reason.OTHER_VERSION: "two versions",
    Reason.OTHER_COUNTERPARTY: "two counterparties",
    Reason.OTHER_SCOPE: "the scopes differ",
    Reason.PRE_POST_MONEY: "one is pre-money, the other post-money",
    Reason.PART_AND_WHOLE: "one is a part, the other the whole",
    Reason.UNLABELLED: "only one says what it was measured on",
    Reason.OTHER_INSTANT: "two moments of one day",
    Reason.RUNNING_PRICE: "a price on the move, read at two moments",
    Reason.OPPOSITE_DIRECTIONS: "one says up, the other down, on one day",
    Reason.OTHER_MOVE: "moves of two days",
    Reason.OTHER_EVENT: "two events",
    Reason.OTHER_DATE: "levels of two dates",
    Reason.OTHER_PERIOD: "two periods of one length",
    Reason.OTHER_LENGTH: "periods of two lengths",
    Reason.SAME_VALUE_OTHER_PERIOD: "the same figure given to two periods",
    Reason.FAR_APART: "too far apart to tell of one thing",
    Reason.MONOTONE_FALLS: "a figure that can only grow is smaller later",
    Reason.PLAN_THEN_OUTCOME: "first a plan, rumour or forecast, then the outcome",
    Reason.TARGET_FOR_LATER: "a level now against a target for later",
    Reason.EXPECTATION: "a result against what others expected",
    Reason.OTHER_PROVIDER: "expectations of two named providers",
    Reason.GUIDANCE_REVISED: "the subject's own forecast, revised",
    Reason.PLAN_CHANGED: "a plan or rumour that changed",
    Reason.REVISED: "one was given up for another, or raised or lowered to where it stands",
    Reason.DENIED: "one denies what the other asserts",
    Reason.DENIED_OTHER: "one denies another figure",
    Reason.BOTH_DENY: "both deny it",
    Reason.SAME_NAME: "the same name",
    Reason.OTHER_NAME: "two names where only one can stand",
    Reason.ONE_OF_SEVERAL: "several can stand side by side",
    Reason.TOLD_TOGETHER: "told side by side in one sentence, so of two things",
    Reason.HANDED_OVER: "a role that changed hands",
    Reason.SAME_DATE: "the same date",
    Reason.DATE_PREFIX: "one date is the other, less precise",
    Reason.DATE_DIFFERS: "two dates",
    Reason.SAME_LICENCE: "the same licence, or one implies the other",
    Reason.LICENCE_CONFLICT: "the two descriptions of the licence exclude each other",
    Reason.LICENCE_COMPATIBLE: "both descriptions of the licence can hold",
    Reason.DENIAL_AGREES: "what one denies is not what the other asserts",
    Reason.SAME_STATUS: "the same stage",
    Reason.PROGRESS: "one stage, then another",
    Reason.OPPOSITE_ENDS: "two outcomes that exclude each other",
    Reason.SAME_WORDS: "the same words",
    Reason.SHORTENED: "the same words, one shortened or with an insertion in brackets",
    Reason.WORDING_DIFFERS: "one utterance in two wordings",
    Reason.TENSE_DIFFERS: "one utterance, in another tense or form of a word",
    Reason.NEGATION_DIFFERS: "one utterance, with and without a negation",
    Reason.NUMBER_DIFFERS: "one utterance with two numbers",
    Reason.JUDGED_APART: "a person ruled that the two do not belong together",
    Reason.NO_OWNER: "of one it is not known whom it is about",
    Reason.NO_NOUN: "of one it is not known what is measured",
    Reason.OTHER_KIND: "a quantity, a fact and a quotation are never compared with each other",
    Reason.OTHER_METRIC: "two metrics",
    Reason.NO_VALUE: "one gives no value that can be read",
    Reason.OPEN_PERIOD: "one states no period, and no deal, round or second party ties the two together",
    Reason.UNKNOWN_VALUE: "one states what the tables of checking do not know",
    Reason.UNNAMED_FACT: "several such facts may hold side by side",
    Reason.OTHER_WORDS: "two utterances",
}


ALSO_CALLED: dict[str, tuple[Reason, ...]] = {
    "equal": (Reason.EQUAL, Reason.SAME_VALUE, Reason.SAME_NAME, Reason.SAME_DATE, Reason.SAME_STATUS),
    "rounds_to": (Reason.ROUNDED,),
    "truncates_to": (Reason.TRUNCATED,),
    "within_hedge": (Reason.WITHIN_HEDGE, Reason.HEDGE_DIFFERS, Reason.IN_RANGE),
    "bound_met": (Reason.BOUND_MET,),
    "converted": (Reason.CONVERTED, Reason.BINARY_PREFIX),
    "refines": (Reason.DATE_PREFIX, Reason.SAME_LICENCE, Reason.SHORTENED),
    "disjoint": (
        Reason.VALUE_DIFFERS,
        Reason.OUT_OF_RANGE,
        Reason.RANGE_DIFFERS,
        Reason.BOUND_BROKEN,
        Reason.CONVERSION_DIFFERS,
        Reason.DATE_DIFFERS,
        Reason.OTHER_NAME,
        Reason.LICENCE_CONFLICT,
        Reason.OPPOSITE_ENDS,
    ),
    "wording": (
        Reason.WORDING_DIFFERS,
        Reason.TENSE_DIFFERS,
        Reason.NUMBER_DIFFERS,
        Reason.NEGATION_DIFFERS,
    ),
    "denied": (Reason.DENIED,),
    "part_exceeds_whole": (Reason.PART_EXCEEDS_WHOLE,),
    "newer_period": (Reason.OTHER_DATE, Reason.OTHER_PERIOD, Reason.OTHER_INSTANT, Reason.HANDED_OVER),
    "forecast_then_outcome": (Reason.PLAN_THEN_OUTCOME,),
    "revised": (Reason.REVISED, Reason.GUIDANCE_REVISED, Reason.PLAN_CHANGED),
    "other_scope": (Reason.OTHER_SCOPE, Reason.UNLABELLED, Reason.OTHER_COUNTERPARTY),
    "other_part": (Reason.PART_AND_WHOLE,),
    "other_version": (Reason.OTHER_VERSION,),
    "other_unit": (Reason.OTHER_UNIT,),
    "slips": (
        Reason.TEN_FOLD,
        Reason.THOUSAND_FOLD,
        Reason.MILLION_BILLION,
        Reason.DIGIT_SWAP,
        Reason.WRONG_CURRENCY,
        Reason.PERCENT_POINTS,
        Reason.PRE_POST_MONEY,
        Reason.SAME_VALUE_OTHER_PERIOD,
    ),
}
"""The families of reasons as the field calls them, each with our codes for it."""
