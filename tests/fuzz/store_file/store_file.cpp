// Z16: arbitrary bytes as the file of the store. It opens or is refused; what can be read is read, what is damaged is
// named.
#include "gateway/outbox/store.hpp"

#include <unistd.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>

namespace {

using namespace schakel::outbox;

void use(store& opened) {
    const auto now = schakel::system_clock().now();
    static_cast<void>(opened.lease(now, 10));
    static_cast<void>(opened.verify_audit());
    static_cast<void>(opened.counts());
    try {
        for (const message& each : opened.list({}).messages) static_cast<void>(opened.show(each.id));
        static_cast<void>(opened.key_value("99ZZ00", "eckid", "a"));
        static_cast<void>(opened.find_by_record("scope", "a"));
    } catch (const std::runtime_error&) {
        // A page that makes no sense ends the question, not the program.
    }
    acceptance what;
    what.message.id = "0193a4f2-7b1c-7def-8a00-0123456789ab";
    what.message.body = "one more";
    opened.commit(std::move(what), [](const commit_outcome&) {});
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const std::string folder = [] {
        const auto at = std::filesystem::temp_directory_path() / ("schakel-store-file-" + std::to_string(::getpid()));
        std::filesystem::create_directories(at);
        return at.string();
    }();
    const std::string path = folder + "/store.db";
    for (const char* suffix : {"-wal", "-shm"}) std::filesystem::remove(path + suffix);
    std::ofstream(path, std::ios::binary | std::ios::trunc)
        .write(reinterpret_cast<const char*>(data), static_cast<std::streamsize>(size));
    if (auto opened = open_sqlite_store({.path = path}, schakel::system_clock())) use(**opened);
    return 0;
}
