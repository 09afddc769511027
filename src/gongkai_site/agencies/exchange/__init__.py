"""The register of agencies as an Excel file: written, read, and planned before anything is changed."""
