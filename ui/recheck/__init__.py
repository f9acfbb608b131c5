"""The recheck desk: queries that rules raised, and the decisions that close them."""
