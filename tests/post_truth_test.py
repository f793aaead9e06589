"""What post/ promises, judged on truth data: mentions, bounds, identity, printed dates, and the Persian calendar."""

import datetime
import json
import math
import re

import pytest
from post_bounds_eval import judge_founding, judge_listings
from dumps import run
from post_dates_eval import figures
from post_identity_eval import judge, variants
from shared_data import shared

pytestmark = pytest.mark.standalone

def test_mentions_on_the_founding_page():
    precision, recall, values = figures()
    assert precision >= 0.98 and recall >= 0.95 and values >= 0.97


def test_bounds_on_the_founding_page():
    assert judge_founding() == []


def test_bounds_hold_when_dates_are_taken_away():
    assert judge_listings(only=90)["inside"] >= 0.99


def test_identity_on_listings():
    for name, facts in variants():
        posts, precision, recall = judge(facts)
        assert precision >= 0.98, name
        if name != "titles missing on half":
            assert recall >= 0.98, name
        if name == "as printed":
            assert posts == 434


def test_day_first_is_proved_by_the_sites_own_dates():
    rows = [json.loads(line) for line in shared("data/listings/ripper234/pages.jsonl").read_text("utf-8").splitlines()]
    dates = [entry["date"] for row in rows for entry in row["entries"]]
    assert len(dates) == 1705
    out = run("dates_dump", "".join(f"en\t0\t{d}\n" for d in dates).encode(), "prove").stdout.decode().splitlines()
    for printed, line in zip(dates, out, strict=True):
        day, month, year, hour, minute = map(int, re.findall(r"\d+", printed))
        assert line.split("\t")[0] == f"20{year:02}-{month:02}-{day:02}T{hour:02}:{minute:02}", printed


def march_equinox(year):
    """Julian ephemeris day of the March equinox: mean terms and the 24 periodic terms of Meeus, chapter 27."""
    y = (year - 2000) / 1000
    jde = 2451623.80984 + 365242.37404 * y + 0.05169 * y**2 - 0.00411 * y**3 - 0.00057 * y**4
    t = (jde - 2451545.0) / 36525
    w = math.radians(35999.373 * t - 2.47)
    lam = 1 + 0.0334 * math.cos(w) + 0.0007 * math.cos(2 * w)
    terms = [(485, 324.96, 1934.136), (203, 337.23, 32964.467), (199, 342.08, 20.186), (182, 27.85, 445267.112), (156, 73.14, 45036.886),
             (136, 171.52, 22518.443), (77, 222.54, 65928.934), (74, 296.72, 3034.906), (70, 243.58, 9037.513), (58, 119.81, 33718.147),
             (52, 297.17, 150.678), (50, 21.02, 2281.226), (45, 247.54, 29929.562), (44, 325.15, 31555.956), (29, 60.93, 4443.417),
             (18, 155.12, 67555.328), (17, 288.79, 4562.452), (16, 198.04, 62894.029), (14, 199.76, 31436.921), (12, 95.39, 14577.848),
             (12, 287.11, 31931.756), (12, 320.81, 34777.259), (9, 227.73, 1222.114), (8, 15.45, 16859.074)]
    return jde + 0.00001 * sum(a * math.cos(math.radians(b + c * t)) for a, b, c in terms) / lam


def test_persian_years_begin_with_the_spring():
    """1 Farvardin is the day on which the equinox falls before true noon at 52.5 degrees east, else the next."""
    years = range(1200, 1501)
    out = run("dates_dump", "".join(f"fa\t0\t1 فروردین {y}\n" for y in years).encode()).stdout.decode().splitlines()
    close = 0
    for year, line in zip(years, out, strict=True):
        u = (year + 621 - 1820) / 100
        delta_t = (-20 + 32 * u * u if year + 621 > 2005 else 30) / 86400  # seconds by which the clocks differ: minutes never matter here
        local = march_equinox(year + 621) - delta_t + 52.5 / 360 - 7.5 / 1440  # the sun is 7.5 minutes late in March
        noon_day = math.floor(local)  # Julian days begin at noon
        if abs(local - round(local)) * 1440 < 15:
            close += 1  # within a quarter of an hour of noon this reckoning does not decide
            continue
        wanted = datetime.date(2000, 1, 1) + datetime.timedelta(days=noon_day - 2451545 + 1)
        assert line.split("\t")[0] == wanted.isoformat(), year
    assert close < 10
