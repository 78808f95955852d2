"""The table of public holidays is what the library gives, and ends far ahead."""

from datetime import date

import pytest

from msap.domain.calendar import HOLIDAYS_FILE, public_holidays
from msap.errors import Refusal
from tools.calendar.__main__ import table


def test_the_table_is_that_of_the_library() -> None:
    """A new version of the library, with other days, asks for the table to be made again."""
    assert HOLIDAYS_FILE.read_text(encoding="utf-8") == table()


def test_a_year_beyond_the_table_is_refused() -> None:
    """Nobody reads a calendar without its holidays."""
    assert public_holidays("23", [2050])[date(2050, 7, 14)] == "Fête nationale"
    with pytest.raises(Refusal, match="2051"):
        public_holidays("23", [2050, 2051])
