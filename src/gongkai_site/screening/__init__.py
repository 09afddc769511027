"""What must not come into this system: uploaded files are looked at, and what bears a secrecy marking is kept out."""
