# SPDX-License-Identifier: GPL-3.0-or-later
"""A thousand connections that misbehave, and a client that wants its page meanwhile.

Over HTTPS they misbehave below, in and behind the handshake.
"""
import asyncio
import concurrent.futures
import logging
import os
import random
import resource
import ssl
import time
import urllib.parse

CONNECTIONS = 1000
PATIENCE = 5  # seconds that the honest client may have to wait; twice that where everyone's handshake comes first


async def trickle(reader, writer, address):
    """A request that never ends, a letter at a time."""
    for letter in f"GET / HTTP/1.1\r\nHost: {address}\r\nX: " + "x" * 200:
        writer.write(letter.encode())
        await writer.drain()
        await asyncio.sleep(random.uniform(0.1, 1))


async def hold(reader, writer, address):
    """Nothing at all, for as long as it is let."""
    await reader.read(1)


async def noise(reader, writer, address):
    writer.write(os.urandom(random.randrange(1, 20000)))
    await writer.drain()
    await reader.read(10000)


async def long_head(reader, writer, address):
    writer.write(f"GET / HTTP/1.1\r\nHost: {address}\r\n".encode())
    for _ in range(1000):
        writer.write(b"X-Header: " + b"x" * 1000 + b"\r\n")
        await writer.drain()


async def body(reader, writer, address):
    """Much to say, to nobody."""
    writer.write(f"POST / HTTP/1.1\r\nHost: {address}\r\nContent-Length: 999999999\r\n\r\n".encode())
    for _ in range(100):
        writer.write(bytes(10000))
        await writer.drain()


async def chunks(reader, writer, address):
    writer.write(f"GET / HTTP/1.1\r\nHost: {address}\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n".encode())
    await writer.drain()
    await reader.read(10000)


async def guesses(reader, writer, address):
    """Many requests at once, each with a wrong path."""
    for _ in range(20):
        path = "".join(random.choices("ABCDEFGHabcdefgh-_%2e/.", k=22))
        writer.write(f"GET /{path} HTTP/1.1\r\nHost: {address}\r\n\r\n".encode())
    await writer.drain()
    while await reader.read(10000):
        pass


async def leave(reader, writer, address):
    writer.write(f"GET / HTTP/1.1\r\nHost: {address}\r\n\r\n".encode())
    writer.transport.abort()


async def hello(reader, writer, address):
    """TLS, to a server that may not speak it, and not well."""
    writer.write(bytes.fromhex("16030100c8010000c40303") + os.urandom(200))
    await writer.drain()
    await reader.read(10000)


def client_hello():
    """How a handshake begins, as a real client says it."""
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    client = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).wrap_bio(incoming, outgoing, server_hostname="share.example")
    try:
        client.do_handshake()
    except ssl.SSLWantReadError:
        pass
    return outgoing.read()


async def half_hello(reader, writer, address):
    """Half of a first message, and no more."""
    whole = client_hello()
    writer.write(whole[:random.randrange(1, len(whole))])
    await writer.drain()
    await reader.read(10000)


async def slow_hello(reader, writer, address):
    for letter in client_hello():
        writer.write(bytes([letter]))
        await writer.drain()
        await asyncio.sleep(random.uniform(0.05, 0.5))


async def half_handshake(reader, writer, address):
    """Lets the server answer and says nothing to it, or nonsense."""
    writer.write(client_hello())
    await writer.drain()
    await reader.read(100)
    if random.random() < 0.5:
        writer.write(b"\x16\x03\x03" + os.urandom(random.randrange(2, 2000)))
        await writer.drain()
    await reader.read(100000)


async def plain(reader, writer, address):
    """A request in clear, to a server that may want it encrypted."""
    writer.write(f"GET / HTTP/1.1\r\nHost: {address}\r\n\r\n".encode())
    await writer.drain()
    await reader.read(10000)


async def broken_record(reader, writer, address):
    """A handshake in order, and behind it what is no record of it."""
    raw = writer.get_extra_info("socket")
    if raw is None:  # hung up on already
        return
    os.write(raw.fileno(), b"\x17\x03\x03\x40\x00" + os.urandom(1000))
    await reader.read(10000)


REQUESTS = [trickle, trickle, hold, hold, noise, long_head, body, chunks, guesses, leave]
# Each with whether a handshake comes first.
PLAIN_WAYS = [(way, False) for way in [*REQUESTS, hello]]
TLS_WAYS = [(way, True) for way in [*REQUESTS, broken_record]]
TLS_WAYS += [(way, False) for way in (hold, noise, hello, plain, half_hello, half_hello, slow_hello, slow_hello,
                                      half_handshake, half_handshake)]


def trusting(roots):
    return ssl.create_default_context(cafile=roots) if roots else None


async def misbehave(port, address, until, counts, context):
    ways = TLS_WAYS if context else PLAIN_WAYS
    while time.monotonic() < until:
        way, is_encrypted = random.choice(ways)
        name = f"{way.__name__} in TLS" if is_encrypted else way.__name__
        writer = None
        try:
            reader, writer = await asyncio.wait_for(
                asyncio.open_connection("127.0.0.1", port, ssl=context if is_encrypted else None), 20)
            counts[name] = counts.get(name, 0) + 1
            await asyncio.wait_for(way(reader, writer, address), 30)
        except (OSError, asyncio.TimeoutError, asyncio.IncompleteReadError):
            await asyncio.sleep(random.uniform(0, 0.2))
        finally:
            if writer is not None:
                writer.transport.abort()


async def ask(port, address, path, context):
    reader, writer = await asyncio.open_connection("127.0.0.1", port, ssl=context)
    try:
        writer.write(f"GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n".encode())
        return await reader.read(-1)
    finally:
        writer.transport.abort()


async def behave(port, address, path, seconds, roots):
    """How long each answer took, and which were none."""
    context = trusting(roots)
    until = time.monotonic() + seconds
    waits, failures = [], []
    while time.monotonic() < until:
        started = time.monotonic()
        try:
            answer = await asyncio.wait_for(ask(port, address, path, context), PATIENCE * (2 if context else 1))
            if not answer.startswith(b"HTTP/1.1 200 ") or not answer.endswith(b"</html>\n"):
                failures.append(answer[:60])
        except (OSError, asyncio.TimeoutError) as problem:
            failures.append(repr(problem))
        waits.append(time.monotonic() - started)
        await asyncio.sleep(0.2)
    return waits, failures


def honest(*arguments):
    return asyncio.run(behave(*arguments))


def resident(pid):
    with open(f"/proc/{pid}/status", encoding="ascii") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS:"))


async def watch(pid, until, sizes):
    while time.monotonic() < until:
        sizes.append(resident(pid))
        await asyncio.sleep(0.5)


async def everything(share, seconds, roots):
    parts = urllib.parse.urlsplit(share.url)
    sizes, counts, context = [], {}, trusting(roots)
    # In a process of its own, which the thousand do not keep busy.
    with concurrent.futures.ProcessPoolExecutor(1) as processes:
        client = asyncio.get_running_loop().run_in_executor(
            processes, honest, parts.port, parts.netloc, parts.path, seconds, roots)
        until = time.monotonic() + seconds
        await asyncio.gather(watch(share.process.pid, until, sizes),
                             *(misbehave(parts.port, parts.netloc, until, counts, context)
                               for _ in range(CONNECTIONS)))
        waits, failures = await client
    return waits, failures, sizes, counts


def attack(share, expected, seconds, roots=None):
    """What went wrong, a sentence each. `roots`: the file of those behind the share's certificate, for HTTPS."""
    logging.getLogger("asyncio").setLevel(logging.CRITICAL)  # hanging up on us is what the other side should do
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 8192), hard))
    waits, failures, sizes, counts = asyncio.run(everything(share, seconds, roots))
    problems = []
    waits.sort()
    early, late = sizes[len(sizes) // 3], max(sizes[-5:])
    print(f"{sum(counts.values())} connections misbehaved: {counts}")
    print(f"the honest client asked {len(waits)} times, {len(failures)} failed; "
          f"half within {waits[len(waits) // 2]:.3f} s, the slowest in {waits[-1]:.3f} s")
    print(f"memory: {sizes[0]} kB at the start, {early} kB after a third, {late} kB at the end, {max(sizes)} kB at most")
    if share.process.poll() is not None:
        return [f"the program ended with {share.process.returncode}"]
    if failures:
        problems.append(f"the honest client was not served {len(failures)} times: {failures[:3]}")
    if len(waits) < seconds / 4:
        problems.append(f"the honest client asked only {len(waits)} times")
    # Sanitizers keep what was freed for a while.
    with open(f"/proc/{share.process.pid}/maps", encoding="ascii", errors="replace") as maps:
        slack = 400_000 if "asan" in maps.read() else 8_000
    if late > early + slack:
        problems.append(f"memory grew from {early} kB to {late} kB")
    parts = urllib.parse.urlsplit(share.start["files"][0]["url"])
    answer = asyncio.run(ask(parts.port, parts.netloc, parts.path, trusting(roots)))
    if not answer.endswith(expected):
        problems.append("the profile did not come afterwards")
    if share.end() != 0 or share.is_open():
        problems.append("the share did not end as it should")
    return problems
