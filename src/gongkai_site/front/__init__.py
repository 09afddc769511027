"""What stands before the pages: requests come in whole, within limits and time; no slow client holds a thread."""
