"""The language server. What it says is worked out by pure functions, one file for each kind of thing; `server` connects
them to the protocol."""
