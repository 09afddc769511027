"""What a superior lays down for those below it (上级规定): by key and day, with source and history."""
