"""Growth: what a message costs when 10^3, 10^5 and (nightly) 10^7 are stored."""

import world

MEASURED = 5_000  # messages of each measurement


def growth(binaries, folder, options, told):
    sizes = [1_000, 100_000] + ([10_000_000] if options.nightly else [])
    costs = {}
    with world.World(binaries, folder / "growth") as made:
        stored = 0
        for size in sizes:
            if size > stored:
                stored += made.fill(size - stored, seconds=1 if size < 10_000 else 5)
            made.wait_drained(3600)
            before = made.cpu_seconds()
            done = made.fill(MEASURED, seconds=1)
            made.wait_drained(3600)
            costs[size] = (made.cpu_seconds() - before) / done * 1e6
            stored += done
            told.figure("speed 5", f"with {stored:.0f} messages stored a whole life costs {costs[size]:.0f} us of processor time")
    spread = max(costs.values()) / min(costs.values()) - 1
    told.bar("", "speed 5", f"from {sizes[0]} to {sizes[-1]} stored the cost of a message differs {100 * spread:.0f} %, bar 20", spread <= 0.2)
