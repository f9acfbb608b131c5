"""Makes the two static Noto Sans SC files from the variable font of justmytype-intl-cjk.

Started by dev.py in an environment of its own: `python build.py FOLDER`. Qt and the PDF writer
both need static TrueType files: the variable one shows as Thin.
"""

import sys
from concurrent.futures import ProcessPoolExecutor
from importlib.util import find_spec
from pathlib import Path

from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

WEIGHTS = {"Regular": 400, "Bold": 700}


def variable_font() -> Path:
    spec = find_spec("justmytype_intl_cjk")
    if spec is None or spec.origin is None:
        sys.exit("justmytype-intl-cjk is not installed here")
    return Path(spec.origin).parent / "fonts" / "ofl" / "notosanssc" / "NotoSansSC[wght].ttf"


def make(style: str, folder: Path) -> Path:
    # the source's own time stamp is kept, so that the same recipe gives the same bytes
    source = TTFont(variable_font(), recalcTimestamp=False)
    static = instancer.instantiateVariableFont(
        source, {"wght": WEIGHTS[style]}, updateFontNames=True
    )
    target = folder / f"NotoSansSC-{style}.ttf"
    static.save(target)
    return target


def main(folder: Path) -> None:
    with ProcessPoolExecutor(len(WEIGHTS)) as pool:
        for target in pool.map(make, WEIGHTS, [folder] * len(WEIGHTS)):
            print(f"+ {target.name} {target.stat().st_size / 1e6:.1f} MB", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
