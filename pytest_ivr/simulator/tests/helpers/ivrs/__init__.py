"""Phone lines in other frameworks than Django, as people write them; each refuses what Twilio did not sign."""
