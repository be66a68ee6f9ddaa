"""Dates and times as Flemish colleagues write them: vr 20 november, 14.05 uur."""

DATE_FORMAT = "j F Y"
TIME_FORMAT = "H.i \\u\\u\\r"
DATETIME_FORMAT = "j F Y, H.i \\u\\u\\r"
MONTH_DAY_FORMAT = "j F"
SHORT_DATE_FORMAT = "D j F"
SHORT_DATETIME_FORMAT = "D j F, H.i \\u\\u\\r"
