"""Numbers of netlists: suffixes, names of parameters, sums and products of them."""

from __future__ import annotations

import ast
import math
import operator
import re
from collections.abc import Mapping

SUFFIXES = {"F": 1e-15, "P": 1e-12, "N": 1e-9, "U": 1e-6, "M": 1e-3, "K": 1e3, "MEG": 1e6, "X": 1e6, "G": 1e9,
            "T": 1e12}
_NUMBER = re.compile(r"([+-]?(?:\d+\.?\d*|\.\d+)(?:E[+-]?\d+)?)(MEG|[FPNUMKXGT])?[A-Z]*")
_UNSIGNED = re.compile(r"(?<![A-Z0-9_.])((?:\d+\.?\d*|\.\d+)(?:E[+-]?\d+)?)(MEG|[FPNUMKXGT])?[A-Z]*")
_LONGEST = 200
_OPERATIONS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv,
               ast.UAdd: operator.pos, ast.USub: operator.neg}
_FUNCTIONS = {"SQRT": math.sqrt, "EXP": math.exp, "SIN": math.sin, "COS": math.cos, "ABS": abs}


def number(text: str, parameters: Mapping[str, float]) -> float:
    """Return the number of a text in capitals: ``0.07PF``, a parameter, or an expression of both.

    As in SPICE letters after the suffix do not count: 2.8MV is 2.8e-3, and 5F is 5e-15.

    Raises:
        ValueError: it is none.
    """
    if plain := _NUMBER.fullmatch(text):
        return float(plain[1]) * SUFFIXES.get(plain[2] or "", 1.0)
    if len(text) > _LONGEST:
        raise ValueError(text)
    spelled = _UNSIGNED.sub(lambda found: repr(float(found[1]) * SUFFIXES.get(found[2] or "", 1.0)), text)
    try:
        value = _value(ast.parse(spelled.replace("^", "**"), mode="eval").body, parameters)
    except (SyntaxError, KeyError, TypeError, ZeroDivisionError, OverflowError, RecursionError, MemoryError) as error:
        raise ValueError(text) from error
    if not math.isfinite(value):
        raise ValueError(text)
    return value


def _value(node: ast.expr, parameters: Mapping[str, float]) -> float:
    """Return the value of an expression of numbers, names, + - * / ** and a few functions."""
    if isinstance(node, ast.Constant) and isinstance(node.value, (int, float)):
        return float(node.value)
    if isinstance(node, ast.Name):
        return math.pi if node.id == "PI" else parameters[node.id]
    if isinstance(node, ast.BinOp):
        left, right = _value(node.left, parameters), _value(node.right, parameters)
        if isinstance(node.op, ast.Pow):
            return math.pow(left, right)
        return _OPERATIONS[type(node.op)](left, right)
    if isinstance(node, ast.UnaryOp):
        return _OPERATIONS[type(node.op)](_value(node.operand, parameters))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and len(node.args) == 1:
        return _FUNCTIONS[node.func.id](_value(node.args[0], parameters))
    raise ValueError(node)
