"""Takes native libraries out of the wheels that wheels.txt pins by hash.

Run by install.sh. Each library lands in wheels/PLATFORM/lib when its hash is the one that the list among the module's
resources (*.sha256) has for it, and its package's licences beside it. Does nothing when that has been done.
"""

import hashlib
import pathlib
import platform
import shutil
import subprocess
import sys
import tempfile
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
LISTS = HERE.parent / "src/main/resources/dev/darkroom/imaging/natives"
PROCESSORS = {"x86_64": "linux-x64", "aarch64": "linux-arm64"}


def wanted(name):
    """The hash of each listed library, by its file name."""
    hashes = {}
    for path in sorted((LISTS / name).glob("*.sha256")):
        lines = (line.split() for line in path.read_text().splitlines())
        hashes.update({line[1]: line[0] for line in lines if len(line) == 2})
    return hashes


def download(machine, folder):
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    wheel = ["--only-binary=:all:", "--implementation=cp", "--python-version=3.11", f"--platform=manylinux_2_28_{machine}"]
    pinned = ["--require-hashes", "--requirement", str(HERE / "wheels.txt"), "--dest", str(folder)]
    try:
        subprocess.run([*pip, "--retries=2", "--timeout=30", *wheel, *pinned], check=True, timeout=600)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        sys.exit("pip could not fetch what wheels.txt pins; build again when PyPI can be reached")


def unpack(wheel, hashes, target):
    with zipfile.ZipFile(wheel) as members:
        taken = False
        for member in members.namelist():
            name = pathlib.PurePosixPath(member).name
            if name in hashes and ".libs/" in member:
                content = members.read(member)
                if hashlib.sha256(content).hexdigest() != hashes[name]:
                    sys.exit(f"{name} in {wheel.name} is not the listed one: renew {LISTS} together with wheels.txt")
                (target / "lib" / name).write_bytes(content)
                taken = True
        for member in members.namelist() if taken else []:
            path = pathlib.PurePosixPath(member)
            if "licenses" in path.parts and not member.endswith("/"):
                notice = target / "licenses" / wheel.name.split("-")[0] / path.name
                notice.parent.mkdir(parents=True, exist_ok=True)
                notice.write_bytes(members.read(member))


def main():
    machine = platform.machine()
    if sys.platform != "linux" or machine not in PROCESSORS:
        sys.exit(f"no wheels are pinned for {sys.platform} on {machine}")
    name = PROCESSORS[machine]
    hashes = wanted(name)
    stamp = HERE / "wheels" / "installed"
    state = (HERE / "wheels.txt").read_text() + repr(sorted(hashes.items()))
    if stamp.is_file() and stamp.read_text() == state:
        return
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        download(machine, folder)
        target = HERE / "wheels" / name
        shutil.rmtree(HERE / "wheels", ignore_errors=True)
        (target / "lib").mkdir(parents=True)
        for wheel in sorted(folder.glob("*.whl")):
            unpack(wheel, hashes, target)
    stamp.write_text(state)


if __name__ == "__main__":
    main()
