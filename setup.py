"""Builds postdex._core from csrc/. Everything else about the package stands in pyproject.toml.

POSTDEX_BUILD=release|debug|asan|small chooses how (tools/modes.py); with POSTDEX_STRICT=1 a warning is an error. Objects are kept and only
compiled again when their source or any header has changed.
"""

import sys
import sysconfig
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT / "tools"))
import modes  # noqa: E402

MODE = modes.chosen()
KEPT = MODE + "-strict" * bool(modes.strict())  # the folder of its objects
COMPILING = {"build", "build_ext", "bdist_wheel", "bdist_egg", "editable_wheel", "develop", "install"}


def compile_in_parallel(compiler, newest_input: float) -> None:
    """Replaces the compiler's `compile` by one that runs JOBS at a time and passes over fresh objects."""
    compile_list = compiler.compile

    def compile_one(source, output_dir, options):
        (target,) = compiler.object_filenames([source], output_dir=output_dir)
        made = Path(target)
        made.parent.mkdir(parents=True, exist_ok=True)
        if not made.exists() or made.stat().st_mtime <= max(newest_input, Path(source).stat().st_mtime):
            compile_list([source], output_dir=output_dir, **options)
        return target

    def compile_all(sources, output_dir=None, **options):
        with ThreadPoolExecutor(modes.JOBS) as pool:
            return list(pool.map(lambda source: compile_one(source, output_dir, options), sources))

    compiler.compile = compile_all


class BuildCore(build_ext):
    def finalize_options(self):
        super().finalize_options()
        self.build_temp = str(Path(self.build_temp, KEPT))
        self.force = True  # which objects are stale is decided one by one

    def build_extension(self, ext):
        if self.editable_mode:  # keeps objects where `build_ext --inplace` looks for them, and not in a place that is thrown away
            self.build_temp = str(Path("build", f"temp.{sysconfig.get_platform()}-{sys.implementation.cache_tag}", KEPT))
        inputs = [*modes.headers(), ROOT / "setup.py", ROOT / "tools/modes.py", ROOT / "python/postdex/_version.py"]
        compile_in_parallel(self.compiler, max(path.stat().st_mtime for path in inputs))
        if self.compiler.compiler_type == "msvc":
            if MODE not in modes.MSVC_MODES:
                raise SystemExit(f"POSTDEX_BUILD={MODE}: MSVC has no such mode; use one of {', '.join(modes.MSVC_MODES)}")
            ext.extra_compile_args = [*modes.MSVC_STANDARD, *modes.MSVC_MODES[MODE]]
        else:
            mode = modes.MODES[MODE]
            ext.extra_compile_args = [*modes.STANDARD, *mode.compile, *modes.strict()]
            ext.extra_link_args = [*mode.link, "-pthread"]
        super().build_extension(ext)


def core() -> Extension:
    mode = modes.MODES[MODE]
    return Extension(
        "postdex._core",
        sources=[path.relative_to(ROOT).as_posix() for path in modes.sources(with_binding=True)],
        include_dirs=["csrc"],
        define_macros=[(name, None) for name in mode.define] + [("PDX_VERSION", f'"{modes.version()}"')],
        undef_macros=list(mode.undefine),
    )


if COMPILING & set(sys.argv[1:]):
    lack = modes.missing()
    if lack is not None:
        raise SystemExit(f"\n{lack}\n")

setup(ext_modules=[core()], cmdclass={"build_ext": BuildCore})
