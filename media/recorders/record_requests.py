# Records what is asked for, so that Cachebook's lab can say which cache is right for it. Keys are written, values never.
#
#   record = record_requests("requests.csv")
#   record(key)  # where your program looks into its cache, whether it finds something there or not
#
# Then: Cachebook: Analyze Trace…, and choose requests.csv.
import atexit
import hashlib
import os
import threading
import time
import warnings


def record_requests(file, hashed=False, max_bytes=64 * 2**20):
    """hashed: write a hash instead of each key. It is another in each run, so that nobody can find out what the keys were.
    max_bytes: the file does not become larger than this; what comes later is not recorded."""
    salt = os.urandom(16)
    lock = threading.Lock()
    lines = [b"time,key,size\n"]
    room = [max_bytes - len(lines[0]), 0]  # What may still be written, and what waits to be.

    def write(mode="ab"):
        try:
            with open(file, mode) as out:
                out.write(b"".join(lines))
        except OSError as error:
            room[0] = 0  # Your program goes on without its recording.
            warnings.warn(f"Requests are not recorded any more: {error}")
        lines.clear()
        room[1] = 0

    def record(key, size=None):
        """size is what is asked for, in bytes, if you know it."""
        text = (key if isinstance(key, str) else repr(key)).encode("utf-8", "backslashreplace")
        if hashed:
            text = hashlib.sha256(salt + text).hexdigest()[:16].encode()
        quoted = text.replace(b'"', b'""')
        with lock:
            line = b'%.6f,"%b",%b\n' % (time.time(), quoted, b"" if size is None else b"%d" % size)
            if len(line) > room[0]:
                room[0] = 0
                return
            room[0] -= len(line)
            room[1] += len(line)
            lines.append(line)
            if room[1] > 65536:
                write()

    write("wb")
    atexit.register(write)
    return record
