"""What somebody is writing and has not saved yet, kept so that nothing is lost; only he sees it."""
