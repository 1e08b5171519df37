"""Regions and pins in a device file are those of Python, and refusals name their place."""

import tomllib

import pytest

import onnes
from onnes.device_files.sections import device_file
from onnes.device_files.task import Task
from onnes.errors import InputError

FILM = """
outline = {add = "rectangle", width = "100 nm", height = "100 nm"}
coherence_length = "20 nm"
penetration_depth = "200 nm"
thickness = "10 nm"
resistivity = "100 nohm m"
"""
HALF = '{add = "rectangle", width = "50 nm", height = "100 nm", moved = ["25 nm", "0 nm"]}'


def device(text, folder):
    tables = {"film": tomllib.loads(FILM + text), "run": {"time": "1 ps"}}
    return Task(device_file(tables, folder), tables).device


def test_regions_and_pins_of_a_file(tmp_path):
    read = device(f"""
        normal.N = {{shape = {HALF}, coherence_length = "10 nm"}}
        superconductor.S.shape = {{add = "disc", radius = "9 nm", moved = ["-25 nm", "0 nm"]}}
        superconductor.S.coherence_length = "30 nm"
        superconductor.S.penetration_depth = "250 nm"
        insulator.I = {{add = "disc", radius = "5 nm", moved = ["-25 nm", "30 nm"]}}
        pins = [{{at = ["-30 nm", "-30 nm"], radius = "3 nm", depth = 2, hole = false}}]
        """, tmp_path)
    half, disc = onnes.rectangle("50 nm", "100 nm", ("25 nm", 0)), onnes.disc
    made = onnes.Film(
        onnes.rectangle("100 nm", "100 nm"), coherence_length="20 nm", penetration_depth="200 nm", thickness="10 nm",
        resistivity="100 nohm m", normal={"N": onnes.normal(half, coherence_length="10 nm")},
        superconductor={"S": onnes.superconductor(disc("9 nm", ("-25 nm", 0)), coherence_length="30 nm",
                                                  penetration_depth="250 nm")},
        insulator={"I": disc("5 nm", ("-25 nm", "30 nm"))}, pins=[onnes.pin(("-30 nm", "-30 nm"), "3 nm", 2)])
    assert (read.metals, read.pins, read.outline) == (made.metals, made.pins, made.outline)
    many = device('pins = {random = {density = "1000 um^-2", radius = "3 nm", seed = 2}}', tmp_path)
    assert many.pins == made.replace(
        normal=None, superconductor=None, insulator=None, pins=onnes.pins.random("1000 um^-2", "3 nm", seed=2)).pins


@pytest.mark.parametrize(("text", "argument"), [
    (f'normal.N = {{shape = {HALF}}}', "film.normal.N.coherence_length"),
    ('normal.N = {coherence_length = "10 nm"}', "film.normal.N.shape"),
    (f'normal.N = {{shape = {HALF}, coherence = "10 nm"}}', "film.normal.N.key"),
    ('normal.N = "a disc"', "film.normal.N"),
    ('pins = [{at = ["0 nm", "0 nm"], radius = "3 s"}]', "film.pins.0.radius"),
    ('pins = {random = {density = "1 um^-2"}}', "film.pins.random.radius"), ("pins = 3", "film.pins"),
    ('pins = [{at = ["60 nm", "0 nm"], radius = "3 nm"}]', "film.pins[0].at"),
])
def test_refusals_name_the_place_in_the_file(tmp_path, text, argument):
    with pytest.raises(InputError) as refused:
        device(text, tmp_path)
    assert refused.value.argument in (argument, f"key of {argument.removesuffix('.key')}")
