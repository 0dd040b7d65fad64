// F12: one bit of a stopped store is turned over; then the gateway delivers what it holds.
#include "gateway/prove/receiver.hpp"
#include "gateway/prove/sender.hpp"
#include "gateway/prove/stage.hpp"

#include <algorithm>
#include <fstream>
#include <map>
#include <thread>

namespace schakel::prove {

namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t messages = 120;

// Files that hold what was promised; not keys, tokens and locks.
std::vector<fs::path> files_of_store(const fs::path& data) {
    std::vector<fs::path> out;
    for (const auto& entry : fs::directory_iterator(data)) {
        const std::string name = entry.path().filename().string();
        const bool holds = name.starts_with("schakel.db") && name.find(".launches") == std::string::npos;
        if (holds && !name.ends_with(".lock") && !name.ends_with("-shm") && entry.file_size() > 0)
            out.push_back(entry.path());
    }
    std::sort(out.begin(), out.end());
    return out;
}

void flip(const fs::path& data, std::mt19937_64& chance) {
    const auto files = files_of_store(data);
    std::uint64_t bytes = 0;
    for (const fs::path& one : files) bytes += fs::file_size(one);
    std::uint64_t at = chance() % bytes;
    auto chosen = files.begin();
    for (; at >= fs::file_size(*chosen); ++chosen) at -= fs::file_size(*chosen);
    std::fstream file(*chosen, std::ios::in | std::ios::out | std::ios::binary);
    file.seekg(static_cast<std::streamoff>(at));
    const auto byte = static_cast<unsigned char>(file.get());
    file.seekp(static_cast<std::streamoff>(at));
    file.put(static_cast<char>(byte ^ (1u << (chance() % 8))));
}

struct tally {
    unsigned flips = 0, found = 0, whole = 0, named = 0, unnamed = 0, no_start = 0, altered = 0;
    std::string first_fault;

    bool good() const { return unnamed + no_start + altered == 0; }
};

// What does not come must be set aside where a person sees it, or the log must tell of damage.
bool is_named(std::size_t missing, const child_gateway& gateway) {
    if (gateway.metric("schakel_dead_letters") >= static_cast<double>(missing)) return true;
    const std::string log = gateway.log();
    return log.find("damage") != std::string::npos || log.find("malformed") != std::string::npos;
}

void judge(tally& of, const verdict& told, const child_gateway& gateway) {
    of.altered += static_cast<unsigned>(told.altered.size());
    if (told.lost.empty()) {
        ++of.whole;
    } else if (is_named(told.lost.size(), gateway)) {
        ++of.named;
    } else {
        ++of.unnamed;
        if (of.first_fault.empty())
            of.first_fault = std::to_string(told.lost.size()) + " messages did not come and nothing says why";
    }
}

std::string telling(const tally& of, std::uint64_t seed) {
    std::string out = std::to_string(of.flips) + " single bits turned over in a store of " + std::to_string(messages) +
                      " waiting messages (seed " + std::to_string(seed) + "): " + std::to_string(of.altered) +
                      " altered messages delivered; `schakel verify` finds " + std::to_string(of.found) + "; " +
                      std::to_string(of.whole) + " times everything came, " + std::to_string(of.named) +
                      " times not all, and what is missing is set aside or named in the log";
    if (of.unnamed > 0) out += ", " + std::to_string(of.unnamed) + " TIMES WITHOUT A WORD";
    if (of.no_start > 0) out += ", " + std::to_string(of.no_start) + " times it did not start";
    return of.first_fault.empty() ? out : out + ". First: " + of.first_fault;
}

// A stopped store with deliveries that wait, and what was accepted into it.
std::vector<sent_line> fill(const stage& on, const fs::path& folder, receiver& store) {
    store.behave(manner::refuses_all);
    child_gateway gateway(on.program, folder);
    if (!gateway.start()) return {};
    sender load(gateway.port(), 400, 40);
    load.send_in_all(messages);
    load.start();
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (load.ledger().size() < messages && std::chrono::steady_clock::now() < end)
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    load.stop();
    gateway.terminate();
    store.behave(manner::well);
    return load.ledger();
}

// The first start is without a flip, and must bring everything.
bool deliver(const stage& on, const fs::path& folder, receiver& store, const std::vector<sent_line>& sent, tally& of) {
    const std::size_t before = store.ledger().size();
    child_gateway gateway(on.program, folder);
    const auto started = gateway.start();
    if (!started) {
        ++of.no_start;
        if (of.first_fault.empty()) of.first_fault = started.error().message.substr(0, 300);
        return false;
    }
    gateway.wait_until_drained(15);
    const auto all = store.ledger();
    judge(of, compare(sent, {all.begin() + static_cast<std::ptrdiff_t>(before), all.end()}), gateway);
    return true;
}

// For whoever looks into the first fault: the store as it is after it, and the log.
void keep(const fs::path& folder, unsigned number) {
    const fs::path to = folder / ("flip-" + std::to_string(number));
    fs::create_directory(to);
    fs::rename(folder / "data", to / "data");
    fs::rename(folder / "log.jsonl", to / "log.jsonl");
}

} // namespace

showings prove_bit_flips(const stage& on) {
    receiver store;
    const fs::path folder = on.set_up("bit-flips", {store.port()}), kept = folder / "kept";
    const auto sent = fill(on, folder, store);
    fs::rename(folder / "data", kept);
    tally without, with;
    std::mt19937_64 chance(on.seed);
    const unsigned flips = on.times(8, 30, 300);
    for (unsigned number = 0; number <= flips; ++number) {
        on.tell("F12 bit " + std::to_string(number) + " of " + std::to_string(flips));
        fs::remove_all(folder / "data");
        fs::remove(folder / "log.jsonl");
        fs::copy(kept, folder / "data", fs::copy_options::recursive);
        if (number > 0) flip(folder / "data", chance);
        with.flips = number;
        if (number > 0 && verify_store(on.program, folder / "data") == 1) ++with.found;
        const bool was_good = with.good();
        deliver(on, folder, store, sent, number == 0 ? without : with);
        if (was_good && !with.good()) keep(folder, number);
        if (number == 0 && (without.whole != 1 || without.altered > 0))
            return {{"P5", "F12", outcome::not_shown, "the undamaged store did not deliver what it holds"}};
    }
    return {{"P5", "F12", with.good() ? outcome::held : outcome::broken, telling(with, on.seed)}};
}

} // namespace schakel::prove
