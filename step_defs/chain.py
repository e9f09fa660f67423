"""A chain with so many theaters and movies that its menus have pages."""

THEATERS = (
    {"digits": 1, "name": "Rialto", "address": "State Street, Chicago", "time_zone": "America/Chicago"},
    {"digits": 2, "name": "Odeon", "address": "Camden Road, London", "time_zone": "Europe/London"},
    {"digits": 3, "name": "Regal", "address": "High Street, Leeds", "time_zone": "Europe/London"},
    {"digits": 4, "name": "Lux", "address": "Rue du Port, Lyon", "time_zone": "Europe/Paris"},
    {"digits": 5, "name": "Palace", "address": "Main Street, Dublin", "time_zone": "Europe/Dublin"},
    {"digits": 6, "name": "Astoria", "address": "Ringstraße, Wien", "time_zone": "Europe/Vienna"},
    {"digits": 7, "name": "Capitol", "address": "Bank Street, Ottawa", "time_zone": "America/Toronto"},
    {"digits": 8, "name": "Majestic", "address": "Hill Road, Mumbai", "time_zone": "Asia/Kolkata"},
    {"digits": 9, "name": "Grand", "address": "King Street, Sydney", "time_zone": "Australia/Sydney"},
    {"digits": 20, "name": "Coliseum", "address": "Via Roma, Torino", "time_zone": "Europe/Rome"},
)

MOVIES = (
    {"digits": 1, "title": "Casablanca"},
    {"digits": 2, "title": "Metropolis"},
    {"digits": 3, "title": "Vertigo"},
    {"digits": 4, "title": "Alien"},
    {"digits": 5, "title": "Psycho"},
    {"digits": 6, "title": "Rebecca"},
    {"digits": 7, "title": "Laura"},
    {"digits": 8, "title": "Gilda"},
    {"digits": 9, "title": "Ran"},
    {"digits": 10, "title": "Ikiru"},
    {"digits": 11, "title": "Persona"},
    {"digits": 12, "title": "Nosferatu"},
    {"digits": 13, "title": "Solaris"},
    {"digits": 14, "title": "Amadeus"},
    {"digits": 15, "title": "Brazil"},
    {"digits": 16, "title": "Charade"},
    {"digits": 17, "title": "Fargo"},
    {"digits": 18, "title": "Heat"},
    {"digits": 19, "title": "Stalker"},
)
