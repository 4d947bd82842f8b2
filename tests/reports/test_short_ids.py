"""Short ids: eight digits, more while another id begins alike, and `short_ids` says what `short_id` does."""

from hypothesis import given
from hypothesis import strategies as st

from reports.short_ids import short_id, short_ids

ids = st.lists(
    st.builds("{}_{}".format, st.sampled_from(("fnd", "sum")), st.text("ab", min_size=12, max_size=16)),
    unique=True,
)


def test_eight_digits_behind_the_prefix() -> None:
    assert short_id("fnd_0123456789abcdef") == "fnd_01234567"


def test_longer_while_another_begins_alike() -> None:
    whole, other = "fnd_0123456789abcdef", "fnd_0123456799999999"
    assert short_id(whole, [other, whole]) == "fnd_012345678"
    assert short_ids([whole, other]) == {whole: "fnd_012345678", other: "fnd_012345679"}


@given(ids)
def test_a_short_id_begins_its_own_id_alone(found: list[str]) -> None:
    shorts = short_ids(found)
    for whole in found:
        assert shorts[whole] == short_id(whole, found)
        others = [other for other in found if other != whole]
        assert shorts[whole] == whole or not any(other.startswith(shorts[whole]) for other in others)
