"""The fronts: each reads one kind of file into the intermediate document form."""
