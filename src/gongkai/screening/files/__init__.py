"""What a file holds, seen and unseen: one module for each kind of file, all by the bounded openers of the reader."""
