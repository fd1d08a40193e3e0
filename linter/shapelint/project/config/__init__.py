"""Settings, the rules in force, plug-ins."""
