"""What holds for all tests."""

from hypothesis import settings

# The same examples every time, however busy the machine: a failure of `make test` is a fault of the change.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")
