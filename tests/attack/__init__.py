"""``make attack``: a served demonstration county, on loopback alone, is attacked through every address it has."""
