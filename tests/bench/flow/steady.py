"""L1, a school day's load for long; L2, a burst; and how fast a receiver that is there gets everything."""

import threading
import time

import peers
import world

RESULTS = 5  # statements of one UWLR message


def lost(told, sink):
    """Statements that were accepted and did not arrive."""
    return max(told["json"] - sink["distinct"], told["json"] + RESULTS * told["xml"] - sink["statements"], 0)


class MemoryWatch(threading.Thread):
    def __init__(self, of):
        super().__init__(daemon=True)
        self.of, self.samples, self.ended = of, [], threading.Event()

    def run(self):
        while not self.ended.wait(1):
            self.samples.append((time.monotonic(), self.of.memory_mib()))

    def growth_per_ten_minutes(self):
        """From the second to the last quarter of the time, each by its median: the first fills caches."""
        quarter = max(1, len(self.samples) // 4)
        middle = lambda part: sorted(part, key=lambda one: one[1])[len(part) // 2]  # noqa: E731
        early, late = middle(self.samples[quarter:2 * quarter]), middle(self.samples[-quarter:])
        return (late[1] - early[1]) / max(late[0] - early[0], 1) * 600


def relays(binaries, folder, options, told):
    """The same load to servers that keep nothing, and to a bare loop that keeps without looking."""
    started = [("nginx return", peers.nginx(folder / "nginx"))]
    behind = started[0][1].port
    try:
        started.append(("nginx proxy", peers.nginx(folder / "nginx-proxy", peers.PASSES_ON, behind)))
        started.append(("haproxy", peers.haproxy(folder / "haproxy", behind)))
        started.append(("bare loop", peers.bare_loop(folder / "bare", binaries)))
        for name, peer in started[1:]:
            got = world.load(binaries, peer.port, rate=500, seconds=min(10, options.seconds), xml=50, path="/")
            told.figure("L1", f"beside it, {name}: accept p99 {got['p99_ms']:.1f} ms")
    finally:
        for _, peer in started:
            peer.stop()


def l1(binaries, folder, options, told):
    seconds = 3600 if options.nightly else options.seconds
    with world.World(binaries, folder / "l1", ("a", "b")) as made:
        watch = MemoryWatch(made)
        watch.start()
        got = made.load(rate=500, seconds=seconds, xml=50)
        watch.ended.set()
        watch.join()
        made.wait_drained()
        sinks = [sink.told() for sink in made.sinks.values()]
        arrived = max(one["p99_ms"] for one in sinks)
        missing = sum(lost(got, one) for one in sinks)
        peak, growth = made.memory_mib("VmHWM"), watch.growth_per_ten_minutes()
    amount = f"500 messages/s for {seconds} s, XML and JSON, 2 routes: "
    told.bar("P1", "L1", f"{amount}{got['confirmed']} accepted, {missing:.0f} lost, {got['failed']} failed", missing == 0 and got["failed"] == 0)
    told.bar("", "L1", f"{amount}accept p99 {got['p99_ms']:.1f} ms, bar 50", got["p99_ms"] < 50)
    told.bar("", "L1", f"{amount}end to end p99 {arrived:.0f} ms, bar 1000", arrived < 1000)
    told.bar("", "L1", f"{amount}peak {peak:.0f} MiB, bar 512", peak < 512)
    if seconds >= 600:  # a trend needs time
        told.bar("", "L1", f"{amount}memory grows {growth:.2f} MiB per 10 minutes, bar 1", growth < 1)
    else:
        told.figure("L1", f"{amount}memory grows {growth:.1f} MiB per 10 minutes, too short for its bar")
    if not peers.missing("nginx", "haproxy"):
        relays(binaries, folder, options, told)


def l2(binaries, folder, options, told):
    seconds = min(60, options.seconds)
    with world.World(binaries, folder / "l2") as made:
        got = made.load(rate=3000, seconds=seconds, xml=50, connections=128)
        made.wait_drained()
        missing = lost(got, made.sinks["a"].told())
    amount = f"burst of 3,000/s for {seconds} s: "
    told.bar("P1", "L2", f"{amount}{got['confirmed']} accepted, {got['refused']} refused, {missing:.0f} lost", missing == 0 and got["failed"] == 0)
    told.bar("", "L2", f"{amount}{got['refused_without_retry_after']} refusals without Retry-After", got["refused_without_retry_after"] == 0)
    told.bar("", "L2", f"{amount}accept p99 of those served, from when they were due, {got['p99_ms']:.0f} ms, bar 250", got["p99_ms"] < 250)


def deliver(binaries, folder, options, told):
    """Accepting and delivering at once, as fast as both go."""
    with world.World(binaries, folder / "deliver") as made:
        start = time.monotonic()
        accepted = made.fill(20_000)
        made.wait_drained()
        rate = accepted / (time.monotonic() - start)
        arrived = made.sinks["a"].told()["statements"]
    told.figure("speed 4", f"accepted and delivered at once to a fast receiver: {rate:.0f} messages/s, {arrived} of {accepted:.0f} arrived")

