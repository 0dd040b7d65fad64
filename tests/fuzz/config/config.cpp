// Z15: any bytes as a configuration file. It loads or tells its faults, each with an id and a file; what loads has no
// error among its faults.
#include "gateway/settings/settings.hpp"
#include "tests/support/temporary_folder.hpp"

#include <cstdlib>
#include <fstream>

using namespace schakel;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const test::temporary_folder folder;
    static const settings::known_standards standards{{"toy-1.0", {true, true, {"lenient"}, {"colour"}, {"strict"}}}};
    const std::string file = folder.file("schakel.toml");
    std::ofstream(file, std::ios::binary)
        .write(reinterpret_cast<const char*>(data), static_cast<std::streamsize>(size));
    const settings::loaded read = settings::load(file, standards);
    for (const settings::fault& one : read.faults) {
        if (one.id.empty() || one.message.empty() || one.where.file != file) std::abort();
    }
    if (read.good() && (read.settings.listeners.empty() || read.settings.gateway.data_directory.empty())) std::abort();
    return 0;
}
