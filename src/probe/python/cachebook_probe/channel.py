"""The way to Cachebook: frames of a length and a message, written and never read."""

from marshal import dumps
from os import dup2, fstat
from time import monotonic  # By name, as all that is called later: a program may replace it.

try:
    import _socket
except ImportError:
    _socket = None

#: Of descriptors that are likely free and allowed, so that those a program opens have the numbers they always have.
HIGH = (1000, 250)
#: Seconds at the end of the program, and of those with nothing read.
LAST_WORDS = 10.0
STANDSTILL = 2.0
#: Of these, for the figures: calls that are told until then only would leave none.
FIGURES = 3.0

NO_SIGNAL = getattr(_socket, 'MSG_NOSIGNAL', 0)


#: Of a frame, in bytes. A longer one would hold up whoever reads; one that is four times as long is refused.
LONG_FRAME = 65536
FIRST_SHARE = 1024


def frame_of(message):
    content = dumps(message, 2)
    return len(content).to_bytes(4, 'little') + content


class Channel:
    """Never waits for the reader, except for a moment at the end of the program.

    A message is sent whole or not at all. Whoever reads may go away: then the channel is dead for ever.
    """

    def __init__(self, path):
        self.path = path
        self.is_dead = False
        self.socket = None
        self.identity = None
        self.rest = b''
        self.until = None
        self.said = monotonic()
        #: How many members a frame has had room for.
        self.share = FIRST_SHARE

    @property
    def may_block(self):
        """Whether to send is to wait, for as long as the reader likes."""
        return type(self.socket) is Pipe

    def open(self):
        """Whether there is a connection now. Without one that may still come it is tried again later."""
        if self.is_dead or self.socket is not None:
            return not self.is_dead
        try:
            self.socket = connected(self.path)
            self.identity = identity_of(self.socket.fileno())
        except BlockingIOError:
            return False
        except Exception:
            self.is_dead = True
            return False
        return True

    def send(self, message):
        """Whether it is on its way. What is dead takes everything, so that nobody tries again."""
        if self.is_dead:
            return True
        if self.socket is None or not self.has_room():
            return self.is_dead
        self.write(frame_of(message))
        return True

    def send_some(self, name, time, members):
        """How many of the members are on their way: as many as a frame has room for."""
        if self.is_dead:
            return len(members)
        if self.socket is None or not self.has_room():
            return len(members) if self.is_dead else 0
        count = min(len(members), self.share)
        frame = frame_of((name, time, members[:count]))
        while len(frame) > LONG_FRAME and count > 1:
            count = self.share = count // 2
            frame = frame_of((name, time, members[:count]))
        if len(frame) < LONG_FRAME // 2 and count == self.share:
            self.share *= 2
        self.write(frame)
        return count

    def write(self, frame):
        self.rest = frame
        self.said = monotonic()
        self.flush()

    def is_silent_for(self, seconds):
        return monotonic() - self.said > seconds

    def has_room(self):
        return self.flush() or (self.until is not None and self.wait())

    def flush(self):
        """Whether nothing is left."""
        while self.rest:
            if not self.is_ours():
                self.give_up()
                return False
            try:
                sent = self.socket.send(self.rest, NO_SIGNAL)
            except (BlockingIOError, InterruptedError):
                return False
            except Exception:
                self.give_up()
                return False
            self.rest = self.rest[sent:]
        return not self.is_dead

    def is_ours(self):
        """A program may close all descriptors, and open files that get their numbers."""
        return identity_of(self.socket.fileno()) == self.identity

    def give_up(self):
        self.is_dead = True
        self.rest = b''
        self.close()

    def close(self):
        if self.socket is None:
            return
        if self.is_ours():
            self.socket.close()
        else:
            self.socket.detach()
        self.socket = None

    def be_patient(self):
        """At the end of the program there is no later: the reader is waited for while it reads, for a moment."""
        self.until = monotonic() + LAST_WORDS

    @property
    def is_late(self):
        return self.until is not None and monotonic() > self.until - FIGURES

    def wait(self):
        """Whether the reader has taken all."""
        while not self.flush() and not self.is_dead:
            left = min(self.until - monotonic(), STANDSTILL)
            if left <= 0:
                return False
            try:
                self.socket.settimeout(left)
                self.rest = self.rest[self.socket.send(self.rest, NO_SIGNAL):]
                self.socket.setblocking(False)
            except Exception:
                self.give_up()
        return not self.is_dead


def identity_of(descriptor):
    try:
        status = fstat(descriptor)
    except (OSError, ValueError):
        return None
    return status.st_dev, status.st_ino


def connected(path):
    if path.startswith('\\\\'):
        return Pipe(path)
    socket = _socket.socket(_socket.AF_UNIX, _socket.SOCK_STREAM)
    try:
        socket.setblocking(False)
        socket.connect(path)
        return moved_up(socket)
    except BaseException:
        socket.close()
        raise


def moved_up(socket):
    low = socket.fileno()
    for high in HIGH:
        if identity_of(high) is not None:
            continue
        try:
            dup2(low, high, False)
        except OSError:
            continue
        moved = _socket.socket(_socket.AF_UNIX, _socket.SOCK_STREAM, 0, high)
        moved.setblocking(False)
        socket.close()
        return moved
    return socket


class Pipe:
    """A named pipe of Windows. Writing waits for the reader, on the probe's own thread only."""

    def __init__(self, path):
        self.file = open(path, 'r+b', 0)

    def fileno(self):
        return self.file.fileno()

    def send(self, data, flags):
        return self.file.write(data)

    def settimeout(self, seconds):
        pass

    def setblocking(self, blocks):
        pass

    def close(self):
        self.file.close()

    def detach(self):
        self.file.detach() if hasattr(self.file, 'detach') else None
