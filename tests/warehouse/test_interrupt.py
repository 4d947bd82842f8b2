"""What DuckDB says when Ctrl-C meets it at work is a Ctrl-C; every other error stays what it is."""

import pytest

from warehouse.connect import translated_errors


def test_an_interrupted_query_is_a_ctrl_c() -> None:
    with pytest.raises(KeyboardInterrupt), translated_errors():
        raise RuntimeError("Query interrupted")


def test_another_error_stays_what_it_is() -> None:
    with pytest.raises(RuntimeError, match="no such thing"), translated_errors():
        raise RuntimeError("no such thing")
