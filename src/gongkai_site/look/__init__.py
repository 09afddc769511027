"""The county's own name, colour and emblem on sign-in, public pages, menu and papers."""
