"""The abstract Python interpreter: known values exact, sizes symbolic, everything else an unknown that says why."""
