"""Whether a folder is a safe place for the data.

A program that copies files while they are written to damages a database, and so do locks over a
network. Such folders are refused, with the reason and a way out. The surroundings (system,
environment, mounts) are passed in, so every platform's rules can be tested on any other.
"""

import contextlib
import json
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath
from typing import NamedTuple

from coachdesk.kernel.atomic import file_problems
from coachdesk.kernel.errors import EnvironmentProblem, ProblemKind
from coachdesk.kernel.text import msg

_SERVICE_FOLDERS = {
    **dict.fromkeys(("google drive", "googledrive", "my drive"), "Google Drive"),
    **dict.fromkeys(
        ("icloud drive", "iclouddrive", "mobile documents", "com~apple~clouddocs"), "iCloud"
    ),
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
}
_SERVICE_FOLDERS_OF = (("onedrive - ", "", "OneDrive"), ("dropbox (", ")", "Dropbox"))
"""How the folders of one account begin and end."""
_MARKERS = {
    ".dropbox.cache": "Dropbox",
    ".tmp.drivedownload": "Google Drive",
    ".tmp.driveupload": "Google Drive",
    ".849C9593-D756-4E56-8D6E-42412F2A707B": "OneDrive",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".stfolder": "Syncthing",
}
_NETWORK_FILE_SYSTEMS = {
    *("9p", "afpfs", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "glusterfs", "lustre"),
    *("ncpfs", "nfs", "nfs4", "smb2", "smb3", "smbfs", "sshfs", "webdav"),
    *("fuse.cephfs", "fuse.davfs", "fuse.davfs2", "fuse.glusterfs", "fuse.gvfsd-fuse"),
    *("fuse.onedriver", "fuse.rclone", "fuse.s3fs", "fuse.sshfs"),
    *("prl_fs", "vboxsf", "vmhgfs", "fuse.vmhgfs-fuse"),  # folders lent to a guest system
}
_WINDOWS_REMOTE_DRIVE = 4
_OCTAL = re.compile(r"\\([0-7]{3})")
_MAC_MOUNT = r"^.+? on (?P<point>/.*) \((?P<kind>\w+)[,)]"


class Mount(NamedTuple):
    """A place where a file system hangs, and its kind."""

    point: PurePosixPath
    kind: str


def _no_drive_type(_root: str) -> int:
    return 0


class Surroundings(NamedTuple):
    """What a computer tells of its synced folders and network drives."""

    platform: str = "linux"
    environment: Mapping[str, str] | None = None
    dropbox_folders: tuple[str, ...] = ()
    mounts: tuple[Mount, ...] = ()
    drive_type: Callable[[str], int] = _no_drive_type
    has_marker: Callable[[PurePath, str], bool] = lambda _folder, _name: False

    def pure(self, path: str | PurePath) -> PurePath:
        """`path` by this platform's rules."""
        kind = PureWindowsPath if self.platform == "win32" else PurePosixPath
        return kind(path)


def check_folder(path: Path) -> None:
    """Raise `EnvironmentProblem` unless `path` (which need not exist) can hold the data.

    UNSAFE_FOLDER in a synced folder or on a network drive, READ_ONLY when it cannot be written
    to, MISSING when its drive is gone.
    """
    with file_problems():
        real = path.resolve()
        check_place(real, here())
        _check_writable(_nearest_existing(real))


def check_place(path: PurePath, surroundings: Surroundings) -> None:
    """The part of `check_folder` that asks only `surroundings`."""
    if service := sync_service(path, surroundings):
        raise EnvironmentProblem(
            ProblemKind.UNSAFE_FOLDER,
            msg(
                "location",
                "{service} copies this folder to other places. It would damage the data file "
                "while CoachDesk is writing to it.",
                service=service,
            ),
            msg(
                "location",
                "Choose a folder outside {service}. Backups may be kept there: "
                "they are closed, encrypted files.",
                service=service,
            ),
        )
    if is_on_network(path, surroundings):
        raise EnvironmentProblem(
            ProblemKind.UNSAFE_FOLDER,
            msg(
                "location",
                "This folder is on a network drive. A broken connection would damage the data "
                "file while CoachDesk is writing to it.",
            ),
            msg(
                "location",
                "Choose a folder on this computer's own disk. Backups may be kept on the network "
                "drive: they are closed, encrypted files.",
            ),
        )


def sync_service(path: PurePath, surroundings: Surroundings) -> str | None:
    """The name of the service that synchronises `path`, or None."""
    pure = surroundings.pure(path)
    for root, service in _announced_roots(surroundings):
        if _is_inside(pure, surroundings.pure(root), surroundings):
            return service
    return _service_by_name(pure) or _service_by_marker(pure, surroundings)


def is_on_network(path: PurePath, surroundings: Surroundings) -> bool:
    """Whether `path` lies on another computer (or on a host's folder lent to a guest system)."""
    pure = surroundings.pure(path)
    if surroundings.platform == "win32":
        return _is_windows_network(pure, surroundings)
    holding = [m for m in surroundings.mounts if pure.is_relative_to(m.point)]
    if not holding:
        return False
    # Of several mounts at one point the last hides the others.
    depth = max(len(mount.point.parts) for mount in holding)
    nearest = [mount for mount in holding if len(mount.point.parts) == depth][-1]
    # With the whole system on a network disk there is no better folder to offer.
    return nearest.kind in _NETWORK_FILE_SYSTEMS and nearest.point != PurePosixPath("/")


def free_space(path: Path) -> int:
    """Free bytes where `path` lies or would lie. Raises `OSError`."""
    return shutil.disk_usage(_nearest_existing(path)).free


def here() -> Surroundings:
    """This computer's surroundings."""
    return Surroundings(
        platform=sys.platform,
        environment=os.environ,
        dropbox_folders=tuple(_dropbox_folders(os.environ, Path.home())),
        mounts=_mounts(),
        drive_type=_windows_drive_type,
        has_marker=lambda folder, name: Path(folder, name).exists(),
    )


def parse_mountinfo(text: str) -> tuple[Mount, ...]:
    """The mounts in Linux's `/proc/self/mountinfo`."""
    mounts = []
    for line in text.splitlines():
        before, separator, after = line.partition(" - ")
        fields = before.split(" ")
        if separator and len(fields) > 4 and after:
            point = _OCTAL.sub(lambda code: chr(int(code[1], 8)), fields[4])
            mounts.append(Mount(PurePosixPath(point), after.split(" ")[0]))
    return tuple(mounts)


def parse_mac_mounts(text: str) -> tuple[Mount, ...]:
    """The mounts that macOS's `mount` lists."""
    found = (re.match(_MAC_MOUNT, line) for line in text.splitlines())
    return tuple(Mount(PurePosixPath(m["point"]), m["kind"]) for m in found if m)


def _announced_roots(surroundings: Surroundings) -> Iterable[tuple[str, str]]:
    for name, value in (surroundings.environment or {}).items():
        if name.upper().startswith("ONEDRIVE") and value:
            yield value, "OneDrive"
    for folder in surroundings.dropbox_folders:
        yield folder, "Dropbox"


def _service_by_name(path: PurePath) -> str | None:
    names = [part.casefold() for part in path.parts]
    for parent, name in zip(["", *names], names, strict=False):
        # macOS keeps them all in ~/Library/CloudStorage, as <service>-<account>.
        is_cloud_storage = parent == "cloudstorage"
        title = name.split("-")[0] if is_cloud_storage else name
        if service := _service_of_folder(title):
            return service
        if is_cloud_storage:
            return title.capitalize()
    return None


def _service_of_folder(name: str) -> str | None:
    for begin, end, service in _SERVICE_FOLDERS_OF:
        if name.startswith(begin) and name.endswith(end):
            return service
    return _SERVICE_FOLDERS.get(name)


def _service_by_marker(path: PurePath, surroundings: Surroundings) -> str | None:
    for folder in (path, *path.parents):
        for marker, service in _MARKERS.items():
            if surroundings.has_marker(folder, marker):
                return service
    return None


def _is_windows_network(path: PurePath, surroundings: Surroundings) -> bool:
    drive = path.drive.removeprefix("\\\\?\\")
    if drive.upper().startswith("UNC\\") or drive.startswith("\\\\"):
        return True
    return bool(drive) and surroundings.drive_type(f"{drive}\\") == _WINDOWS_REMOTE_DRIVE


def _is_inside(path: PurePath, root: PurePath, surroundings: Surroundings) -> bool:
    if not root.is_absolute():
        return False
    if surroundings.platform == "darwin":
        path, root = (PurePosixPath(str(p).casefold()) for p in (path, root))
    return path.is_relative_to(root)


def _dropbox_folders(environment: Mapping[str, str], home: Path) -> list[str]:
    settings = [environment.get(name) for name in ("APPDATA", "LOCALAPPDATA")]
    places = [Path(folder, "Dropbox", "info.json") for folder in settings if folder]
    places.append(home / ".dropbox" / "info.json")
    folders: list[str] = []
    for place in places:
        try:
            accounts = json.loads(place.read_text(encoding="utf-8"))
            folders.extend(str(account["path"]) for account in accounts.values())
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            continue
    return folders


def _mounts() -> tuple[Mount, ...]:
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            text = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace")
            return parse_mountinfo(text)
    if sys.platform == "darwin":
        import subprocess

        with contextlib.suppress(OSError, subprocess.SubprocessError):
            listing = subprocess.run(
                ["/sbin/mount"], capture_output=True, text=True, timeout=5, check=True
            )
            return parse_mac_mounts(listing.stdout)
    return ()


def _windows_drive_type(root: str) -> int:
    if sys.platform != "win32":
        return 0
    import ctypes

    return int(ctypes.windll.kernel32.GetDriveTypeW(root))


def _nearest_existing(path: Path) -> Path:
    for folder in (path, *path.parents):
        if folder.exists():
            return folder
    raise EnvironmentProblem(ProblemKind.MISSING)


def _check_writable(folder: Path) -> None:
    with tempfile.TemporaryFile(dir=folder) as file:
        file.write(b"\0")
