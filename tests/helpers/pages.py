"""What really stands in an encrypted file, free pages included."""

from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

PAGE = 4096
RESERVED = 80  # at the end of each page: the IV (16 bytes), the HMAC (64)
SALT = 16  # at the start of the first page, in place of SQLite's own header
KEY = 32


def decrypted_pages(path: Path, material: bytes) -> bytes:
    """All pages of a closed SQLCipher 4 file, one behind the other."""
    stored = path.read_bytes()
    assert stored
    assert len(stored) % PAGE == 0
    pages = [stored[start : start + PAGE] for start in range(0, len(stored), PAGE)]
    return b"".join(_decrypted(page, material, first=not at) for at, page in enumerate(pages))


def _decrypted(page: bytes, material: bytes, *, first: bool) -> bytes:
    content = page[SALT if first else 0 : PAGE - RESERVED]
    iv = page[PAGE - RESERVED : PAGE - RESERVED + 16]
    decryptor = Cipher(algorithms.AES(material[:KEY]), modes.CBC(iv)).decryptor()
    return decryptor.update(content) + decryptor.finalize()
