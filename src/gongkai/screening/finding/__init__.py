"""What is found in a text, a table's cell or a whole table: each finder is a function of its own."""
