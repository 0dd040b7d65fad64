"""What waited for a receiver that was away: how fast it leaves, and whether others felt it (L3)."""

import time

import world


def drain(binaries, folder, options, told):
    waiting = 1_000_000 if options.nightly else options.waiting
    with world.World(binaries, folder / "drain", (), away=("a",)) as made:
        accepted = made.fill(waiting, seconds=5)
        rate = rate_when_back(made, "a")
        arrived = made.sinks["a"].told()["distinct"]
    told.bar("P1", "speed 4", f"{accepted:.0f} waiting, {arrived} arrived when the receiver came back", arrived >= accepted)
    told.bar("", "speed 4", f"drain of {accepted:.0f} waiting: {rate:.0f}/s, bar 5000", rate >= 5000)


def rate_when_back(made, name):
    """From the first message that arrives there: when it is tried again is a matter of the schedule."""
    made.comes_back(name)
    sink = made.sinks[name]
    while sink.told()["statements"] == 0:
        time.sleep(0.01)
    start, before = time.monotonic(), sink.told()["statements"]
    made.wait_drained(3600)
    return (sink.told()["statements"] - before) / (time.monotonic() - start)


def restart(binaries, folder, options, told):
    """P4: seconds from the start of the process until it is ready, after kill -9."""
    with world.World(binaries, folder / "restart", (), away=("a",)) as made:
        waiting = made.fill(100_000, seconds=5)
        made.gateway.kill()
        seconds = made.gateway.start(120)
    told.bar("P4", "F1", f"back {seconds:.2f} s after a hard kill with {waiting:.0f} waiting, bar 2", seconds < 2)
    if not options.nightly:
        return
    with world.World(binaries, folder / "restart") as made:
        stored = made.fill(3_000_000, seconds=10)
        made.wait_drained(3600)
        made.gateway.kill()
        seconds = made.gateway.start(120)
    told.bar("P4", "F1", f"back {seconds:.2f} s after a hard kill with {stored:.0f} stored, bar 10", seconds < 10)


def l3(binaries, folder, options, told):
    """Ten receivers; the tenth is away and much waits for it."""
    waiting = 1_000_000 if options.nightly else options.waiting
    well = [f"goed-{number}" for number in range(1, 10)]
    with world.World(binaries, folder / "l3", well, away=("weg",), backlog_for=("weg",)) as made:
        wait_at(made, well, options)  # does not count
        calm = wait_at(made, well, options)
        made.fill_backlog(waiting)
        tries, start = made.metric("schakel_retried_total"), time.monotonic()
        harmed = wait_at(made, well, options)
        probes = (made.metric("schakel_retried_total") - tries) / (time.monotonic() - start)
        rate = rate_when_back(made, "weg")
    amount = f"one of ten receivers away, {waiting} waiting for it: "
    told.bar("P7", "L3", f"{amount}p99 of the way to the others {calm:.1f} ms before, {harmed:.1f} ms meanwhile, bar +10 %", harmed < calm * 1.1)
    told.bar("P7", "L3", f"{amount}{probes:.2f} tries/s at it, bar 1", probes <= 1)
    told.bar("", "L3", f"{amount}drains {rate:.0f}/s when it is back, bar 1000", rate >= 1000)


def wait_at(made, names, options):
    """The 99th percentile of the way from when a message was due to the slowest of the others."""
    for name in names:
        made.sinks[name].told(anew=True)
    made.load(rate=50, seconds=min(20, options.seconds), connections=8)
    time.sleep(0.5)  # what is under way to the others arrives
    return max(made.sinks[name].told()["p99_ms"] for name in names)
