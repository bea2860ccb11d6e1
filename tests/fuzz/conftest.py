"""How long a search goes on: a few seconds with all tests, and as long as one likes by hand."""

from hypothesis import HealthCheck, settings

CHECKS = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]

settings.register_profile("fuzz", max_examples=100_000, deadline=None, suppress_health_check=CHECKS)
