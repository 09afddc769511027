"""People and their roles as an Excel file: written, read, and planned before anything is changed."""
