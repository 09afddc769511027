"""The statutory clock: what is due when, as a pure function of what happened, the calendar and the settings."""
