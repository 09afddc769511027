"""Pages of compiling: the agency's reports, the form with its figures, cells opened, working papers, late changes."""
