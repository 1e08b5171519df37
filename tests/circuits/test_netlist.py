"""Netlists: JoSIM's own example with its stored answer, round trips, and refusals that name the line."""

import numpy as np
import pytest

import onnes
from onnes.circuits import (
    Circuit,
    Constant,
    Inductor,
    Junction,
    Noise,
    Pulse,
    Resistor,
    Sine,
    read_netlist,
    write_netlist,
)
from onnes.circuits.netlist_numbers import number
from onnes.errors import InputError

LINE = """* two junctions of a transmission line, as test/ex_jtl_basic.cir of JoSIM
B01 3 7 jmitll area=2.16
B02 6 8 JMITLL area=2.16
IB01 0 1 pwl(0 0 5p 280u)
L01 4 3 2p
L02 3 2 2.425p
L03 2 6 2.425p
L04 6 5 2.031p
LP01 0 7 0.086p
LP02 0 8 0.096p
LPR01 2 1 0.278p
LRB01 7 9 0.086p
LRB02 8 10 0.086p
RB01 9 3 5.23
RB02 10 6 5.23
ROUT 5 0 2
VIN 4 0 pwl(0 0 300p 0 302.5p 827.13u 305p 0
+ 600p 0 602.5p 827.13u 605p 0)
.model jmitll jj(rtype=1, vg=2.8mV, cap=0.07pF, r0=160, rN=16, icrit=0.1mA)
.tran 0.25p 1000p 0 0.25p
.iv jmitll 300u iv.csv
.print DEVI ROUT
.print PHASE B01
.print P(B02) V(4, 0)
.end
"""
STORED = {30: (0.40463237730482032, 0.61557767713695422), 302: (1.0258326634823809, 0.69395688283704371),
          320: (6.6876890821003441, 6.8981025410980505), 999.75: (12.970982106365533, 13.181942377470042)}
"""Time in ps -> phases of both junctions in test/reference/ex_jtl_basic.csv of JoSIM, which steps by 0.25 ps."""
FLANK = {303.5: (3.3796783185916079, 1.1083683692206672), 306: (5.9982595486916948, 4.6392279809888217)}


@pytest.mark.long
def test_the_answer_is_that_of_josim(tmp_path):
    """At rest to rounding; while flux quanta pass, within what steps of 0.25 ps of a second-order scheme leave."""
    (tmp_path / "line.cir").write_text(LINE)
    circuit = onnes.read_netlist(tmp_path / "line.cir")
    data = circuit.simulate()
    columns = circuit.columns(data)
    assert list(columns) == ["time", "I(ROUT)", "P(B01)", "P(B02)", "V(4,0)"]
    assert len(columns["time"]) == 4001
    assert columns["V(4,0)"][1210] == pytest.approx(827.13e-6)
    for time, phases in (STORED | FLANK).items():
        at = round(time / 0.25)
        assert columns["time"][at] == pytest.approx(time * 1e-12)
        found = (columns["P(B01)"][at], columns["P(B02)"][at])
        close = 1e-7 if time in (30, 999.75) else 5e-5 if time == 320 else 2e-3 if time == 302 else 0.04
        assert found == pytest.approx(phases, abs=close), time
    assert columns["I(ROUT)"].max() == pytest.approx(3.0085281829659113e-04, rel=0.02)


CELL = """.param l1=2p
.param twice={l}
.subckt cell in out
B1 in 0 jj area=2
L1 in out {l}
Rs in 0 5
.ends
.subckt pair a c
Xone a b cell
Xtwo cell b c
.ends cell
.model jj jj(icrit=0.1m, r0=100, cap=0.1p)
X1 1 2 pair
Iin 0 1 sin(0 {l}m 5g)
Pin 2 3 dc 0.5
Lout 3 0 l1*2
Kx Lout Lq -0.3
Lq 4 0 1n
Rq 4 0 50
V1 5 0 pulse(0 1m 1p 2p 2p 5p 20p)
R5 5 4 1k
Inoise 0 4 noise(1p 0 1p)
.temp 4.2
.tran 0.1p 10p
.print NODEV 1
"""


def test_subcircuits_parameters_and_round_trip():
    circuit = read_netlist(CELL.replace("{l}", "2*l1", 1).replace("{l}", "3p").replace("3pm", "3"))
    names = [each.name for each in circuit.elements]
    assert {"B1|XONE|X1", "L1|XTWO|X1"} <= set(names)
    assert circuit["l1|xtwo|x1"].plus == "B|X1"
    assert circuit["L1|XONE|X1"].plus == "1"
    assert circuit["Lout"].inductance == pytest.approx(4e-12)
    assert circuit["B1|XONE|X1"].critical_current == pytest.approx(0.2e-3)
    assert circuit["B1|XONE|X1"].resistance == pytest.approx(50)
    assert circuit["B1|XONE|X1"].capacitance == pytest.approx(0.2e-12)
    assert circuit["Iin"].current.frequency == 5e9
    assert isinstance(circuit["Inoise"].current, Noise)
    assert isinstance(circuit["Pin"].flux, Constant)
    assert float(circuit["Pin"].flux.level) == pytest.approx(0.5 * 2.067833848e-15 / (2 * np.pi))
    assert isinstance(circuit["V1"].voltage, Pulse)
    assert circuit["V1"].voltage.period == 20e-12
    assert circuit.temperature == 4.2
    again = read_netlist(write_netlist(circuit))
    assert write_netlist(again) == write_netlist(circuit)
    assert (again.transient, again.printed, again.nodes) == (circuit.transient, circuit.printed, circuit.nodes)
    assert {each.name for each in again.of_kind(Inductor)} == {each.name for each in circuit.of_kind(Inductor)}


@pytest.mark.parametrize(("text", "value"), [
    ("2.5P", 2.5e-12), ("0.07PF", 7e-14), ("1MEG", 1e6), ("2.8MV", 2.8e-3), ("3X", 3e6), ("1E-3", 1e-3), ("-4U", -4e-6),
    ("50OHM", 50.0), ("2*A+1K", 1006.0), ("(A-1)^2/4", 1.0), ("SQRT(A+1)", 2.0), ("1E3*A", 3000.0)])
def test_numbers_have_suffixes_and_expressions(text, value):
    assert number(text, {"A": 3.0}) == pytest.approx(value)


@pytest.mark.parametrize("text", ["", "P", "1+", "B", "__IMPORT__('OS')", "1/0", "9**9**9**9", "(" * 500, "1;2", "A.B"])
def test_what_is_no_number_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011
        number(text, {"A": 3.0})


def test_sources_default_to_the_transient():
    circuit = read_netlist(".tran 1p 1n\nI1 0 1 sin(0 1u)\nI2 0 1 pulse(0 1u)\nR1 1 0 1\n")
    assert isinstance(circuit["I1"].current, Sine)
    assert circuit["I1"].current.frequency == pytest.approx(1e9)
    assert (circuit["I2"].current.rise, circuit["I2"].current.width) == pytest.approx((1e-12, 1e-9))


@pytest.mark.parametrize(("line", "says"), [
    ("R1 1 0", "a name, two nodes and a value"), ("R1 1 0 x7", "a number in place of X7"),
    ("R1 1 0 -5", "resistance of R1"), ("B1 1 0 nothing", "name of a .model"), ("T1 1 0 2 0 z0=50", "an element"),
    ("L1 1 0 2p 3p", "one value"), ("I1 0 1 pwl(0 0 1p)", "PWL"), ("I1 0 1 exp(0 1)", "PWL|a number"),
    (".model m nmos(a=1)", "jj"), (".model m jj(zap=1)", "ZAP"), (".model m jj(phi=3.14)", "PHI=0"),
    (".tran 1p", "STEP END"), (".include x.cir", ".model"), ("X1 1 0 cell", ".subckt"), (".subckt c 1", ".ends"),
    ("K1 L1 L2 2", "coupling of K1"), (".print Q(1)", "V"), ("R2 1 0 5 temp=4", "one temperature"),
    ("V1 1 0 pulse(0 1 0 -1 1 1)", "rise")])
def test_a_refusal_names_the_line(line, says):
    with pytest.raises(InputError, match=says) as refusal:
        read_netlist(f"* title\nR0 1 0 50\n\n{line}\n")
    assert refusal.value.argument == "line 4"
    assert refusal.value.got == line


def test_other_refusals(tmp_path):
    with pytest.raises(InputError, match="no element"):
        read_netlist("* nothing\n.end\n")
    with pytest.raises(InputError, match="source"):
        read_netlist(tmp_path / "absent.cir")
    with pytest.raises(InputError, match="deep"):
        read_netlist(".subckt a 1\nX1 1 a\n.ends\nX0 1 a\n")
    nest = "".join(f".subckt s{k} 1\n" + f"X0 1 s{k + 1}\nX1 1 s{k + 1}\n.ends\n" for k in range(15))
    with pytest.raises(InputError, match="at most 2000 elements"):
        read_netlist(f"{nest}.subckt s15 1\nR1 1 0 1\n.ends\nX1 1 s0\n")
    with pytest.raises(InputError, match="line 1"):
        read_netlist("R1=5\n")
    with pytest.raises(InputError, match="line 1"):
        read_netlist("+ 1 2\nR1 1 0 1\n")
    circuit = read_netlist("R1 1 0 1\nI1 0 1 1u\n.print V(7)\n.tran 1p 10p\n")
    with pytest.raises(InputError, match="in place of 7"):
        circuit.columns(circuit.simulate())


def test_a_voltage_above_the_gap_is_told():
    circuit = read_netlist("B1 1 0 j\nI1 0 1 2m\n.model j jj(icrit=1m, r0=5, cap=0.1p, vg=2.8m)\n.tran 1p 20p\n")
    with pytest.warns(UserWarning, match=r"junction B1 reaches .* above its gap of 0.0028 V"):
        circuit.simulate()


@pytest.mark.parametrize(("lines", "says"), [
    ("R1 1 0 1\n.tran 1p 1n 2n", "between 0 and the end"), ("R1 1 0 1\n.tran 1p 1n -1p", "between 0 and the end"),
    (".subckt a 1\nR1 1 0 1\n.ends\n.subckt a 1", "different names"), ("R1 1 0 1\n.ends", ".subckt before"),
    (".model m jj(icrit=1u)\n.model m jj(icrit=2u)", "different names")])
def test_lines_that_contradict_others_are_refused(lines, says):
    with pytest.raises(InputError, match=says) as refusal:
        read_netlist(f"{lines}\n")
    assert refusal.value.argument == f"line {len(lines.splitlines())}"


@pytest.mark.parametrize(("first", "second"), [
    (("R1", "a"), ("R2", "A")), (("R1", "a b"), ("R2", "c")), (("R 1", "a"), ("R2", "c")), (("1", "a"), ("R1", "c")),
    (("R1", "x=1"), ("R2", "c")), (("R1", "n(1)"), ("R2", "c"))])
def test_names_that_a_netlist_cannot_hold_are_refused(first, second):
    """Nodes of names that differ in their case would become one node."""
    circuit = Circuit([Resistor(name, node, "0", resistance=1) for name, node in (first, second)])
    with pytest.raises(InputError, match="netlist"):
        write_netlist(circuit)


def test_printed_elements_keep_their_names_in_a_netlist():
    junction = Junction("J1", "1", "0", critical_current="10 uA", resistance="5 ohm")
    again = read_netlist(write_netlist(Circuit([junction], printed=["I(J1)", "V(1)", "P(J1)"])))
    assert (again.of_kind(Junction)[0].name, again.printed) == ("BJ1", ("I(BJ1)", "V(1)", "P(BJ1)"))
