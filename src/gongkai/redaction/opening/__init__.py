"""Files of every kind as pages: pictures to be marked, and where their words stand."""
