"""The cast: the theaters and movies that the demo shows and that every journey is told with.

The rows are not in the order of their digits, and one number has two digits, so that whoever
mistakes a primary key or an alphabetical order for the callers' numbers is found out. The three
time zones set their clocks on different days, and one never does.
"""

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
