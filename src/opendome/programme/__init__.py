"""The programme: quantities, cost, schedule and budget of an architecture, as pure functions on arrays."""
