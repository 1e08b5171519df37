"""``onnes infer``: the free parameters of a theory that all measured facts support best."""

from __future__ import annotations

from typing import Annotated

import typer

from onnes.cli.door import Code, door
from onnes.cli.options import Json, Out, names_in, read_inputs
from onnes.cli.show import show, show_json


@door
def command(
    theory: Annotated[str, typer.Argument(help="Name of the theory, such as chain.")],
    held: Annotated[list[str] | None, typer.Argument(metavar="[PARAMETER=VALUE]...",
                                                     help="Parameters that are held at a value.")] = None,
    materials: Annotated[str | None, typer.Option(metavar="A,B", help="Only these materials.")] = None,
    out: Out = None,
    json: Json = False,
) -> Code:
    """Infer a theory's free parameters from all facts; with --out write inference.json and a picture."""
    from onnes.trial import infer

    metals = names_in(materials, "materials")
    if out is not None:
        from onnes.results import writable_folder

        writable_folder(out)
    found = infer(theory, metals, read_inputs(held or []))
    files: list[str] = []
    if out is not None:
        from onnes.plots import save_figure
        from onnes.results import whole_folder
        from onnes.results.strict_json import dumps

        with whole_folder(out) as folder:
            (folder / "inference.json").write_text(dumps(found.as_dict()) + "\n", encoding="utf-8")
            save_figure(found.plot(), folder / "inference.png")
        files = [str(out / name) for name in ("inference.json", "inference.png")]
    if json:
        show_json({**found.as_dict(), "files": files})
    else:
        show(found.table())
        for file in files:
            print(file)
    return Code.DONE if found.converged else Code.NOT_CONVERGED
