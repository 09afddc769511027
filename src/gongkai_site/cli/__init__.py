"""The site's commands: ``gongkai serve|worker|setup|demo``. The library finds them as entry points."""
