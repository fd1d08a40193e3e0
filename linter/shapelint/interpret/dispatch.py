"""What the interpreter's verbs mean for Python: the parts of the language, put together.

Importing it also fills the tables of statements, expressions and methods, as each part of the language does."""

from __future__ import annotations

from shapelint.interpret import builtins
from shapelint.interpret.builtins import methods
from shapelint.interpret.generators import suspended_body, transitions
from shapelint.interpret.language import (
    calls,
    control_flow,
    expressions,
    iteration,
    modules,
    operators,
    statements,
    subscripts,
    truth,
    try_with_match,
)

FILL_TABLES = (methods, transitions, try_with_match)


class Python:
    """The verbs as Python has them."""

    call = staticmethod(calls.call)
    call_function = staticmethod(calls.call_function)
    iterate = staticmethod(iteration.iterate)
    get_item = staticmethod(subscripts.get_item)
    compare = staticmethod(operators.compare)
    truth = staticmethod(truth.truth)
    assign = staticmethod(statements.assign)
    join_at_exit = staticmethod(control_flow.join_at_exit)
    resume_from_deferred = staticmethod(control_flow.resume_from_deferred)
    evaluate_arguments = staticmethod(expressions.evaluate_arguments)
    import_submodule = staticmethod(modules.import_submodule)
    suspended = staticmethod(suspended_body.suspended)
    in_loop = staticmethod(suspended_body.in_loop)
    builtin = staticmethod(builtins.builtin)
    class_of = staticmethod(builtins.class_of)
