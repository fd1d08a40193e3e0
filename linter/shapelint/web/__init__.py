"""The playground: the page (static files), what it asks, and the little server that serves it."""
