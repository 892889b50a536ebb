"""When moderators are here: what may be written, and what the functions get."""

import pytest

import moderated

DAY = [[480, 1380]]


def test_every_day_is_seven_days():
    assert moderated.week(["every day 08:00-23:00"]) == [DAY] * 7


def test_days_and_parts_of_days_are_in_order():
    said = ["sat 18:00-24:00", "mon-wed 18:00-22:00", "sat 10:00-12:00"]
    evening = [[1080, 1320]]
    assert moderated.week(said) == [
        evening,
        evening,
        evening,
        [],
        [],
        [[600, 720], [1080, 1440]],
        [],
    ]


@pytest.mark.parametrize(
    "value",
    [
        "every day 08:00-23:00",
        [8],
        ["08:00-23:00"],
        ["every day 23:00-08:00"],
        ["every day 08:00-08:00"],
        ["every day 8:00-23:00"],
        ["every day 08:00-25:00"],
        ["fri-mon 08:00-09:00"],
        ["someday 08:00-09:00"],
    ],
)
def test_what_means_nothing_is_refused_with_what_to_write(value):
    assert moderated.WORDS in moderated.wrong(value)


def test_good_hours_are_let_through():
    assert moderated.wrong(["every day 00:00-24:00", "tue 09:00-10:30"]) == ""
