"""What is drawn over pages and in place of them, and the file that is made of the pictures."""
