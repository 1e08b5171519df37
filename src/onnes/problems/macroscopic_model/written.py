"""The same fields and operators as symbols, for formulas as they are written; in MathML and for matplotlib."""

from __future__ import annotations

from html import unescape
from typing import Any

import sympy as sp
from sympy.printing.latex import LatexPrinter
from sympy.printing.mathml import MathMLPresentationPrinter
from sympy.printing.precedence import PRECEDENCE


class Field(sp.Symbol):
    """A field or what follows from it, written behind the constants of a product."""

    @classmethod
    def class_key(cls) -> Any:
        return 2, 2, "Field"


class Vector(Field):
    """A vector, printed bold."""

    @classmethod
    def class_key(cls) -> Any:
        return 2, 3, "Vector"


class Operator(sp.Expr):
    """An operator that stays as it is written."""

    is_commutative = True

    def __new__(cls, *operands: Any) -> Any:
        return sp.Expr.__new__(cls, *map(sp.sympify, operands))

    def _sympystr(self, printer: Any) -> str:
        word = type(self).__name__.removesuffix("Of").lower()
        return f"{word}({', '.join(printer._print(each) for each in self.args)})"


class GradOf(Operator): ...


class DivOf(Operator): ...


class CurlOf(Operator): ...


class LapOf(Operator): ...


class DtOf(Operator): ...


class DotOf(Operator): ...


class CrossOf(Operator): ...


class ReOf(Operator): ...


class ImOf(Operator): ...


class RoundOf(Operator): ...


class KineticOf(Operator): ...


class SquareOf(Operator): ...


class SinOf(Operator): ...


class WaveOf(Operator):
    """exp(i phase), in front of other operators."""

    @classmethod
    def class_key(cls) -> Any:
        return 2, 1, cls.__name__


_BEFORE = {"GradOf": ("∇", r"\nabla "), "DivOf": ("∇ ·", r"\nabla\cdot "), "CurlOf": ("∇ ×", r"\nabla\times ")}
_BETWEEN = {"DotOf": ("·", r"\cdot "), "CrossOf": ("×", r"\times ")}
_BOLD = {True: 0x1D400 - ord("A"), False: 0x1D41A - ord("a")}
"""From letters to those that are bold in mathematics, capitals and small ones."""
_NAMED = {"ReOf": "Re", "ImOf": "Im", "SinOf": "sin"}


class Written:
    """The names of `Components`, each a symbol or an operator that is not carried out."""

    i, pi = sp.I, sp.pi
    hbar, m, q, mu_0, K = sp.symbols("hbar m q mu_0 K", positive=True)
    n = sp.Symbol("n")
    R, D, D_1, Q, phi, chi, n_s, Psi, Psi_0, theta = (
        Field(name) for name in ("R", "D", "D_1", "Q", "phi", "chi", "n_s", "Psi", "Psi_0", "theta"))
    theta_on_circle = theta
    A, B, E, v, J = (Vector(name) for name in "ABEvJ")
    electrodes = tuple(Field(name) for name in ("Psi_1", "theta_1", "Psi_2", "theta_2"))
    depth_squared = sp.Symbol("lambda") ** 2
    grad, div, curl, lap, dt, dot, cross = GradOf, DivOf, CurlOf, LapOf, DtOf, DotOf, CrossOf
    real, imaginary, sin, kinetic, wave, square_modulus = ReOf, ImOf, SinOf, KineticOf, WaveOf, SquareOf

    @staticmethod
    def total(*terms: Any) -> Any:
        return sp.Add(*terms, evaluate=False)

    def velocity(self, theta: Any, A: Any) -> Any:
        return sp.Function("v")(theta, A)

    def bernoulli(self, theta: Any, A: Any, phi: Any) -> Any:
        return sp.Function("R")(theta, A, phi)

    def round(self, phase: Any) -> Any:
        return RoundOf(GradOf(phase))


class _MathML(MathMLPresentationPrinter):
    """SymPy's presentation MathML with the notation of vector analysis."""

    def _row(self, *parts: Any) -> Any:
        row = self.dom.createElement("mrow")
        for part in parts:
            row.appendChild(self._sign(part) if isinstance(part, str) else part)
        return row

    def _sign(self, text: str, tag: str = "mo") -> Any:
        made = self.dom.createElement(tag)
        made.appendChild(self.dom.createTextNode(text))
        return made

    def _power(self, base: Any, exponent: Any) -> Any:
        made = self.dom.createElement("msup")
        made.appendChild(base)
        made.appendChild(exponent)
        return made

    def _operand(self, operand: Any) -> Any:
        return self.parenthesize(operand, PRECEDENCE["Mul"])

    def _print_Vector(self, vector: Any) -> Any:
        letter = vector.name
        return self._sign(chr(_BOLD[letter.isupper()] + ord(letter)), "mi")

    def _print_Operator(self, made: Any) -> Any:
        name = type(made).__name__
        if name in _BEFORE:
            return self._row(_BEFORE[name][0], self._operand(made.args[0]))
        if name in _BETWEEN and made.args[0] == made.args[1]:
            base = self._operand(made.args[0])
            return self._power(base if made.args[0].is_Symbol else self._row("(", base, ")"), self._sign("2", "mn"))
        if name in _BETWEEN:
            return self._row(self._operand(made.args[0]), _BETWEEN[name][0], self._operand(made.args[1]))
        return self._row(self._sign(_NAMED[name], "mi"), "[", self._print(made.args[0]), "]")

    def _print_LapOf(self, made: Any) -> Any:
        return self._row(self._power(self._sign("∇"), self._sign("2", "mn")), self._operand(made.args[0]))

    def _print_DtOf(self, made: Any) -> Any:
        down = self.dom.createElement("msub")
        down.appendChild(self._sign("∂"))
        down.appendChild(self._sign("t", "mi"))
        return self._row(down, self._operand(made.args[0]))

    def _print_RoundOf(self, made: Any) -> Any:
        return self._row("∮", self._operand(made.args[0]), "·", self._print(sp.Symbol("d")), self._print(Vector("l")))

    def _print_KineticOf(self, made: Any) -> Any:
        half = self._print(1 / (2 * Written.m))
        momentum = self._row("(", "−", self._print(sp.I), self._print(Written.hbar), "∇", "−",
                             self._print(Written.q), self._print(Written.A), ")")
        return self._row(half, self._power(momentum, self._sign("2", "mn")), self._operand(made.args[0]))

    def _print_WaveOf(self, made: Any) -> Any:
        return self._power(self._sign("e", "mi"), self._print(sp.I * made.args[0]))

    def _print_SquareOf(self, made: Any) -> Any:
        return self._power(self._row("|", self._print(made.args[0]), "|"), self._sign("2", "mn"))


class _Latex(LatexPrinter):
    """SymPy's LaTeX with the notation of vector analysis, within what matplotlib can typeset."""

    def _print_Add(self, expr: Any, order: Any = None) -> str:
        return super()._print_Add(expr, order="none")

    def _operand(self, operand: Any) -> str:
        return self.parenthesize(operand, PRECEDENCE["Mul"])

    def _print_Vector(self, vector: Any) -> str:
        return rf"\mathbf{{{vector.name}}}"

    def _print_Operator(self, made: Any, exp: Any = None) -> str:
        name = type(made).__name__
        if name in _BEFORE:
            return _BEFORE[name][1] + self._operand(made.args[0])
        if name in _BETWEEN and made.args[0] == made.args[1]:
            base = self._operand(made.args[0])
            return (base if made.args[0].is_Symbol else rf"\left({base}\right)") + "^{2}"
        if name in _BETWEEN:
            return self._operand(made.args[0]) + _BETWEEN[name][1] + self._operand(made.args[1])
        return rf"\mathrm{{{_NAMED[name]}}}\left[{self._print(made.args[0])}\right]"

    def _print_LapOf(self, made: Any, exp: Any = None) -> str:
        return r"\nabla^{2} " + self._operand(made.args[0])

    def _print_DtOf(self, made: Any, exp: Any = None) -> str:
        return r"\partial_{t} " + self._operand(made.args[0])

    def _print_RoundOf(self, made: Any, exp: Any = None) -> str:
        return rf"\oint {self._operand(made.args[0])}\cdot d\mathbf{{l}}"

    def _print_KineticOf(self, made: Any, exp: Any = None) -> str:
        return rf"\frac{{1}}{{2 m}}\left(-i\hbar\nabla - q\mathbf{{A}}\right)^{{2}} {self._operand(made.args[0])}"

    def _print_WaveOf(self, made: Any) -> str:
        return rf"e^{{{self._print(sp.I * made.args[0])}}}"

    def _print_SquareOf(self, made: Any) -> str:
        return rf"\left|{self._print(made.args[0])}\right|^{{2}}"


_BETTER = {"<mi>hbar</mi>": "<mi>ℏ</mi>", "ⅈ": "i", "ⅇ": "e", "<mo>-</mo>": "<mo>−</mo>"}
"""Replacements in the MathML that SymPy writes: its text -> text for the page."""


def mathml(formula: Any) -> str:
    """Return a formula as presentation MathML, without the element ``math`` around it."""
    text = unescape(_MathML({"order": "none"}).doprint(formula))
    for written, better in _BETTER.items():
        text = text.replace(written, better)
    return text


def plain(formula: Any) -> str:
    """Return a formula as plain text."""
    return sp.sstr(formula, order="none")


def latex(formula: Any) -> str:
    """Return a formula in the part of LaTeX that matplotlib typesets."""
    return _Latex().doprint(formula)


def typeset(left: Any, right: Any, printer: Any) -> str:
    """Return an equation as text by a printer, `mathml` or `latex`."""
    equals = "<mo>=</mo>" if printer is mathml else " = "
    return printer(left) + equals + printer(right)
