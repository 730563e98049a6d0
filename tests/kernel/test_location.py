import json
import os
from pathlib import Path, PurePath, PurePosixPath

import pytest

from coachdesk.kernel import location
from coachdesk.kernel.errors import EnvironmentProblem, ProblemKind
from coachdesk.kernel.location import Mount, Surroundings, is_on_network, sync_service
from tests.helpers.rights import read_only_folder

LINUX = Surroundings("linux")
MAC = Surroundings("darwin")
WINDOWS = Surroundings(
    "win32",
    {"OneDrive": r"C:\Users\Kaisa\Pilvi", "OneDriveCommercial": "", "PATH": r"C:\Windows"},
    drive_type=lambda root: 4 if root == "Z:\\" else 3,
)


@pytest.mark.parametrize(
    ("path", "surroundings", "service"),
    [
        ("/home/k/OneDrive/CoachDesk", LINUX, "OneDrive"),
        ("/home/k/Dropbox (Työ)/CoachDesk", LINUX, "Dropbox"),
        ("/home/k/Google Drive/x", LINUX, "Google Drive"),
        ("/home/k/Nextcloud", LINUX, "Nextcloud"),
        ("/home/k/.local/share/CoachDesk", LINUX, None),
        ("/home/k/Dropbox-muistio/x", LINUX, None),
        ("/home/onedriver/x", LINUX, None),
        ("/Users/k/Library/Mobile Documents/com~apple~CloudDocs/x", MAC, "iCloud"),
        ("/Users/k/Library/CloudStorage/OneDrive-Kunta/x", MAC, "OneDrive"),
        ("/Users/k/Library/CloudStorage/GoogleDrive-k@example.org/My Drive", MAC, "Google Drive"),
        ("/Users/k/Library/CloudStorage/Box-Box/x", MAC, "Box"),
        ("/Users/k/Library/Application Support/CoachDesk", MAC, None),
        (r"C:\Users\Kaisa\Pilvi\CoachDesk", WINDOWS, "OneDrive"),
        (r"c:\users\kaisa\PILVI", WINDOWS, "OneDrive"),
        (r"C:\Users\Kaisa\Pilvilinna", WINDOWS, None),
        (r"C:\Users\Kaisa\OneDrive - Hyvinvointialue\x", WINDOWS, "OneDrive"),
        (r"G:\My Drive\CoachDesk", WINDOWS, "Google Drive"),
        (r"C:\Users\Kaisa\iCloudDrive\x", WINDOWS, "iCloud"),
        (r"C:\Users\Kaisa\AppData\Local\CoachDesk", WINDOWS, None),
    ],
)
def test_synced_folders_are_known(
    path: str, surroundings: Surroundings, service: str | None
) -> None:
    assert sync_service(surroundings.pure(path), surroundings) == service


def test_a_dropbox_with_any_name_is_known() -> None:
    surroundings = Surroundings("linux", dropbox_folders=("/data/pilvi",))
    assert sync_service(PurePosixPath("/data/pilvi/x"), surroundings) == "Dropbox"
    assert sync_service(PurePosixPath("/data/pilvilinna/x"), surroundings) is None


def test_a_marker_in_a_folder_above_is_seen() -> None:
    def has_marker(folder: PurePath, name: str) -> bool:
        return (str(folder), name) == ("/data/yhteinen", ".stfolder")

    surroundings = Surroundings("linux", has_marker=has_marker)
    assert sync_service(PurePosixPath("/data/yhteinen/a/b"), surroundings) == "Syncthing"
    assert sync_service(PurePosixPath("/data/oma"), surroundings) is None


MOUNTINFO = r"""
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 22 0:40 / /mnt/kunta rw,relatime shared:2 - cifs //server/share rw
31 22 0:41 / /mnt/oma\040levy rw - nfs4 server:/levy rw
32 22 0:42 / /home/k/pilvi rw,nosuid - fuse.rclone remote: rw
33 22 8:2 / /mnt/kunta/usb rw - vfat /dev/sdb1 rw
34 22 0:43 / /srv rw - nfs server:/srv rw
35 34 8:3 / /srv rw - ext4 /dev/sdc1 rw
a line of another kind
"""


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/mnt/kunta/CoachDesk", True),
        ("/mnt/kunta", True),
        ("/mnt/kuntalainen", False),
        ("/mnt/oma levy/x", True),
        ("/home/k/pilvi/x", True),
        ("/home/k/x", False),
        ("/mnt/kunta/usb/x", False),  # a local disk mounted below a share
        ("/srv/x", False),  # the later mount hides the network one
    ],
)
def test_linux_mounts_tell_network_drives(path: str, *, expected: bool) -> None:
    surroundings = Surroundings("linux", mounts=location.parse_mountinfo(MOUNTINFO))
    assert is_on_network(PurePosixPath(path), surroundings) is expected


def test_a_computer_that_runs_from_the_network_is_not_refused() -> None:
    surroundings = Surroundings("linux", mounts=(Mount(PurePosixPath("/"), "nfs4"),))
    assert not is_on_network(PurePosixPath("/home/k"), surroundings)


MAC_MOUNTS = """/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
//kaisa@server/share on /Volumes/Kunta (oma) (smbfs, nodev, nosuid, mounted by kaisa)
/dev/disk4s1 on /Volumes/USB (msdos, local)
"""


@pytest.mark.parametrize(
    ("path", "expected"),
    [("/Volumes/Kunta (oma)/x", True), ("/Volumes/USB/x", False), ("/Users/k", False)],
)
def test_mac_mounts_tell_network_drives(path: str, *, expected: bool) -> None:
    surroundings = Surroundings("darwin", mounts=location.parse_mac_mounts(MAC_MOUNTS))
    assert is_on_network(PurePosixPath(path), surroundings) is expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (r"\\server\share\CoachDesk", True),
        (r"\\?\UNC\server\share\CoachDesk", True),
        (r"\\wsl$\Debian\home", True),
        (r"Z:\CoachDesk", True),
        (r"C:\CoachDesk", False),
        (r"\\?\C:\CoachDesk", False),
    ],
)
def test_windows_paths_and_drives_tell_network_drives(path: str, *, expected: bool) -> None:
    assert is_on_network(WINDOWS.pure(path), WINDOWS) is expected


@pytest.mark.parametrize("path", [r"C:\Users\Kaisa\Pilvi", r"\\server\share"])
def test_refusal_gives_the_reason_and_a_way_out(path: str) -> None:
    with pytest.raises(EnvironmentProblem) as caught:
        location.check_place(WINDOWS.pure(path), WINDOWS)
    assert caught.value.kind is ProblemKind.UNSAFE_FOLDER
    assert "damage" in caught.value.message.source
    assert "Choose a folder" in caught.value.advice.source


def test_an_ordinary_folder_is_accepted_and_left_clean(tmp_path: Path) -> None:
    location.check_folder(tmp_path)
    location.check_folder(tmp_path / "not yet" / "there")
    assert list(tmp_path.iterdir()) == []


def test_a_synced_folder_of_this_computer_is_refused(tmp_path: Path) -> None:
    (tmp_path / ".stfolder").mkdir()
    with pytest.raises(EnvironmentProblem, match="Syncthing"):
        location.check_folder(tmp_path / "CoachDesk")


@pytest.mark.skipif(os.name == "nt", reason="links need a right on Windows")
def test_a_link_into_a_synced_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "work").symlink_to(tmp_path / "Dropbox")
    with pytest.raises(EnvironmentProblem, match="Dropbox"):
        location.check_folder(tmp_path / "work")


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(EnvironmentProblem):
        location.check_folder(tmp_path / "file")


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights elsewhere")
def test_a_folder_that_cannot_be_written_to_is_refused() -> None:
    with read_only_folder() as folder, pytest.raises(EnvironmentProblem) as caught:
        location.check_folder(folder / "x")
    assert caught.value.kind is ProblemKind.READ_ONLY


def test_dropbox_tells_its_folders_in_its_settings(tmp_path: Path) -> None:
    for place, path in ((tmp_path / ".dropbox", "/data/a"), (tmp_path / "Dropbox", "/data/b")):
        place.mkdir()
        accounts = {"personal": {"path": path, "host": 1}}
        (place / "info.json").write_text(json.dumps(accounts), encoding="utf-8")
    found = location._dropbox_folders({"APPDATA": str(tmp_path)}, tmp_path)
    assert sorted(found) == ["/data/a", "/data/b"]
    (tmp_path / "Dropbox" / "info.json").write_text('{"personal": 3}', encoding="utf-8")
    assert location._dropbox_folders({"APPDATA": str(tmp_path)}, tmp_path) == ["/data/a"]


def test_free_space_is_that_of_the_nearest_folder(tmp_path: Path) -> None:
    assert location.free_space(tmp_path / "not" / "there") > 0
