import importlib
import importlib.util
import os

a = "A_VARIABLE_THAT_NOBODY_SETS" in os.environ
b = os.environ.get("A_VARIABLE_THAT_NOBODY_SETS", 3)
c = int(os.getenv("A_VARIABLE_THAT_NOBODY_SETS", "2"))
d = importlib.util.find_spec("a_module_that_nobody_has") is None
e = importlib.import_module("math").floor(2.5)
f = __import__("math").ceil(2.5)
try:
    g = os.environ["A_VARIABLE_THAT_NOBODY_SETS"]
except KeyError:
    g = "unset"
