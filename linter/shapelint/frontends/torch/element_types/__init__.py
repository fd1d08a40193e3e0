"""Which element types torch's functions, methods and layers give, and what they refuse: tables of names.

Held against torch by tests/differential/torch/test_element_types.py.
"""
