#include "gateway/prove/machine.hpp"

#include <sys/sysinfo.h>
#include <sys/utsname.h>

#include <fstream>
#include <sstream>
#include <thread>

namespace schakel::prove {

namespace {

std::string processor() {
    std::ifstream in("/proc/cpuinfo");
    for (std::string line; std::getline(in, line);) {
        const std::size_t colon = line.find(": ");
        if (line.starts_with("model name") && colon != std::string::npos) return line.substr(colon + 2);
    }
    return "unknown processor";
}

bool is_virtual() {
    std::ifstream in("/proc/cpuinfo");
    for (std::string line; std::getline(in, line);)
        if (line.starts_with("flags")) return line.find(" hypervisor") != std::string::npos;
    return false;
}

std::string memory() {
    struct sysinfo told {};
    ::sysinfo(&told);
    return std::to_string((std::uint64_t{told.totalram} * told.mem_unit + (1u << 29)) >> 30) + " GiB";
}

// Device and type of the mount that holds the folder: the longest mount point that is a prefix of it.
std::string disk_of(const std::filesystem::path& folder) {
    const std::string path = std::filesystem::weakly_canonical(folder).string();
    std::ifstream in("/proc/self/mounts");
    std::string best = "unknown", longest;
    for (std::string line; std::getline(in, line);) {
        std::istringstream words(line);
        std::string device, point, type;
        words >> device >> point >> type;
        const bool inside = path == point || point == "/" || path.starts_with(point + "/");
        if (!inside || point.size() < longest.size()) continue;
        longest = point;
        best = type + " " + device;
    }
    return best;
}

} // namespace

std::vector<std::pair<std::string, std::string>> facts_of_machine(const std::filesystem::path& folder) {
    utsname kernel{};
    ::uname(&kernel);
    std::vector<std::pair<std::string, std::string>> out{
        {"cpu", std::to_string(std::thread::hardware_concurrency()) + " cores, " + processor() + ", " + memory()},
        {"disk", disk_of(folder)},
        {"kernel", kernel.release}};
    if (is_virtual())
        out.emplace_back(
            "note", "a virtual machine: its disk may say \"synced\" before the plate has it. Shown is what survives a "
                    "killed process; a power cut is not."
        );
    return out;
}

} // namespace schakel::prove
