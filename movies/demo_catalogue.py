"""The demo catalogue: the theaters and movies that ``load_demo`` loads and that every journey begins with.

The rows are not in the order of their digits, and one number has two digits, so that code which
mistakes a primary key or an alphabetical order for the callers' numbers is found out. The three
time zones change their clocks on different days, or never.
"""

import datetime as dt

THEATERS = (
    {"digits": 2, "name": "Odeon", "address": "Camden Road, London", "time_zone": "Europe/London"},
    {"digits": 12, "name": "Aurora", "address": "Park Street, Kolkata", "time_zone": "Asia/Kolkata"},
    {"digits": 1, "name": "Rialto", "address": "State Street, Chicago", "time_zone": "America/Chicago"},
)

MOVIES = (
    {"digits": 2, "title": "Metropolis"},
    {"digits": 12, "title": "Nosferatu"},
    {"digits": 1, "title": "Casablanca"},
)

# Each movie plays every day at its own times. No night between two shows is longer than 11 hours on the
# clock, so that every caller hears a show, also when the clock is set back; none falls into those hours.
DAILY = {
    "Casablanca": (dt.time(10, 30), dt.time(16, 0), dt.time(19, 15), dt.time(23, 45)),
    "Metropolis": (dt.time(10, 45), dt.time(18, 30), dt.time(23, 50)),
    "Nosferatu": (dt.time(10, 50), dt.time(17, 0), dt.time(23, 55)),
}
