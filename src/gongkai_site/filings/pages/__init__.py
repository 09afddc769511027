"""Pages of handing up and consolidating, in the back office; the link's own page stands in ``link_pages``."""
