"""What things cost of a run's budget beside the steps of their expressions, so that a step of any kind takes about as
long: a run that uses up its budget then ends well within the time that a file may take."""

from __future__ import annotations

OF_A_CALL = 3
"""Of a function read from source."""

OF_A_NATIVE_CALL = 2

OF_A_DECLARED_CALL = 15

OF_AN_OBJECT = 15

OF_A_LAYER = 35
"""Its definition: binding, checking and recording what it is made with."""

ELEMENTS_GIVEN_FOR_A_STEP = 32
"""Of the lists and dicts that a declared function is given, and looks through."""

OF_A_NODE = 25
"""An operation that is run."""

OF_A_TERM = 4
"""Of the sizes of an operand, where they are long."""

TERMS_WITHOUT_COST = 32

OF_AN_ESCAPE = 2
"""Of each object that may be changed from then on by what is not known."""

OF_A_KEPT_STATE = 3
"""Of each object whose state a `try` keeps for its handlers, as often as its body may raise."""

OF_A_COPY = 2
"""Of each object that is copied with another."""
