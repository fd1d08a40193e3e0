"""Integer expressions for sizes: a normal form, comparison by proof, and solving."""

from shapelint.symbolic.comparison import divides, equal, less, less_equal
from shapelint.symbolic.describe import describe_ranges
from shapelint.symbolic.division import ceil_div
from shapelint.symbolic.evaluation import evaluate, extent, substitute
from shapelint.symbolic.expression import Expression, Size, Symbol, fresh, product, standing, symbols
from shapelint.symbolic.extrema import maximum, minimum
from shapelint.symbolic.interval import bounds
from shapelint.symbolic.rendering import render
from shapelint.symbolic.solve import Fit, Solution, solve
from shapelint.symbolic.verdict import Verdict, conjunction

__all__ = [
    "Expression",
    "Fit",
    "Size",
    "Solution",
    "Symbol",
    "Verdict",
    "bounds",
    "ceil_div",
    "conjunction",
    "describe_ranges",
    "divides",
    "equal",
    "evaluate",
    "extent",
    "fresh",
    "less",
    "less_equal",
    "maximum",
    "minimum",
    "product",
    "render",
    "solve",
    "standing",
    "substitute",
    "symbols",
]
