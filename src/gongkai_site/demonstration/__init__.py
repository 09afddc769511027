"""The demonstration county: invented offices and real townships with a generated year, built by the real actions."""
