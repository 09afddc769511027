"""The handbook (使用手册) in Chinese by role: chapters in Markdown, shown inside the site, reached from every page."""
