"""Films hold the frames they were given; frames show the fields they were given."""

import subprocess

import imageio_ffmpeg
import numpy as np
import pytest
from PIL import Image

from onnes.errors import InputError
from onnes.plots import Panel, render_frames, write_film

EXTENT = (0.0, 1e-6, 0.0, 1e-6)


def flat_frames(levels, shape=(33, 47)):
    return [np.full((*shape, 3), level, np.uint8) for level in levels]


def read_film(path, shape):
    """The frames of a film by way of ffmpeg's own decoder."""
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", "-i", str(path), "-f", "rawvideo",
               "-pix_fmt", "rgb24", "-"]
    raw = subprocess.run(command, capture_output=True, check=True).stdout
    return np.frombuffer(raw, np.uint8).reshape(-1, *shape, 3)


def test_an_mp4_holds_every_frame_in_order_with_even_sizes(tmp_path):
    levels = [0, 60, 120, 250]
    path = write_film(iter(flat_frames(levels)), tmp_path / "film.mp4", fps=10)
    seen = read_film(path, (34, 48))
    assert len(seen) == len(levels)
    np.testing.assert_allclose(seen[:, 5:25, 5:35].mean((1, 2, 3)), levels, atol=3)


def test_a_gif_holds_every_frame(tmp_path):
    levels = [0, 100, 200]
    film = Image.open(write_film(flat_frames(levels), tmp_path / "film.gif", fps=10))
    assert film.n_frames == len(levels)
    assert film.info["duration"] == 100
    for index, level in enumerate(levels):
        film.seek(index)
        assert np.abs(np.asarray(film.convert("RGB")).astype(int) - level).max() <= 2


def test_a_film_that_breaks_off_leaves_nothing(tmp_path):
    def broken():
        yield from flat_frames([0, 10])
        raise KeyboardInterrupt

    for name in ("film.mp4", "film.gif"):
        with pytest.raises(KeyboardInterrupt):
            write_film(broken(), tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_film_of_unknown_kind_or_without_frames_is_refused(tmp_path):
    with pytest.raises(InputError, match=r"\.mp4"):
        write_film(flat_frames([0]), tmp_path / "film.avi")
    with pytest.raises(ValueError, match="frame"):
        write_film([], tmp_path / "film.mp4")
    assert list(tmp_path.iterdir()) == []


def test_an_encoder_that_fails_is_reported_as_an_unwritable_folder(tmp_path, monkeypatch):
    monkeypatch.setattr(imageio_ffmpeg, "get_ffmpeg_exe", lambda: "false")
    with pytest.raises(InputError) as caught:
        write_film(flat_frames([0] * 50), tmp_path / "film.mp4")
    assert caught.value.argument == "out"
    assert list(tmp_path.iterdir()) == []


def window_of(frame, colour):
    return np.argwhere(np.all(frame == colour, axis=-1))


def test_a_frame_shows_the_pixels_of_its_field_the_right_way_up():
    """Lower left quarter bright, the rest dark: the bright pixels of the frame lie in that quarter."""
    values = np.zeros((2, 8, 8))
    values[1, :4, :4] = 1.0
    dark, bright = render_frames([Panel(values, EXTENT, kind="density")], np.array([0.0, 1e-9]))
    lowest, highest = (68, 1, 84), (253, 231, 37)  # the two ends of viridis
    whole = np.all(dark == lowest, axis=-1)
    quarter = np.argwhere(whole & np.all(bright == highest, axis=-1))  # the colour bar never changes
    rest = np.argwhere(whole & np.all(bright == lowest, axis=-1))
    assert len(quarter) == pytest.approx(np.count_nonzero(whole) / 4, rel=0.02)
    above_or_right = (rest[:, 0] < quarter[:, 0].min()) | (rest[:, 1] > quarter[:, 1].max())
    assert above_or_right.mean() > 0.98


def test_only_map_and_caption_change_between_frames():
    values = np.random.default_rng(0).random((3, 16, 16))
    frames = list(render_frames([Panel(values, EXTENT, kind="density")], np.array([0.0, 1e-9, 2e-9])))
    changed = np.any(frames[0] != frames[1], axis=-1)
    assert changed.any()
    assert not changed[-40:].any()
    assert not changed[:, :40].any()


def test_frames_of_several_panels_have_one_size_and_show_the_outline():
    inside = np.zeros((16, 16), bool)
    inside[4:12, 4:12] = True
    values = np.zeros((2, 16, 16))
    with_edge = Panel(values, EXTENT, "T", "field", limits=(0, 1), outline=inside)
    without = Panel(values, EXTENT, "T", "field", limits=(0, 1))
    times = np.array([0.0, 1.0])
    framed = list(render_frames([with_edge, with_edge], times))
    plain = list(render_frames([without, without], times))
    assert {frame.shape for frame in framed} == {plain[0].shape}
    assert len(window_of(framed[0], (86, 180, 233))) > 1000
    assert len(window_of(plain[0], (86, 180, 233))) == 0


def test_a_gif_keeps_the_colours_of_two_maps_in_all_frames(tmp_path):
    """One palette of 256 colours for maps of 256 each; a palette of single frames was off by 12 in one pixel of 100."""
    values = np.linspace(0, 1, 64 * 64).reshape(64, 64)
    panels = [Panel(np.stack([values, values.T, 1 - values]), EXTENT, "", "", kind) for kind in ("density", "field")]
    frames = list(render_frames(panels, np.arange(3.0), height=2.0))
    film = Image.open(write_film(frames, tmp_path / "film.gif", fps=10))
    for index, frame in enumerate(frames):
        film.seek(index)
        wrong = np.abs(np.asarray(film.convert("RGB")).astype(int) - frame).max(axis=2)
        assert np.mean(wrong) < 2
        assert np.quantile(wrong, 0.99) <= 8


def test_frames_of_a_wide_map_are_low():
    wide = Panel(np.zeros((1, 4, 40)), (0, 1e-6, 0, 1e-7))
    (frame,) = render_frames([wide], np.zeros(1))
    assert frame.shape[1] < 1500
    assert frame.shape[0] < 300
