"""The language people write: threats, sensors, interceptors, sites, doctrine and scenarios."""
