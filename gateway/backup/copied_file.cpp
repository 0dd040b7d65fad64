#include "gateway/backup/copied_file.hpp"

#include "gateway/codec/mapped_file.hpp"
#include "gateway/crypto/digest.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <vector>

namespace schakel::backup {

namespace {

constexpr std::size_t piece = std::size_t{1} << 20;

failure trouble(const std::filesystem::path& path) {
    return failure{path.string() + ": " + std::generic_category().message(errno)};
}

bool write_all(int file, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t wrote = ::write(file, bytes.data(), bytes.size());
        if (wrote < 0 && errno == EINTR) continue;
        if (wrote <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(wrote));
    }
    return true;
}

file_descriptor make(const std::filesystem::path& path) {
    return file_descriptor(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
}

result<done> synced(const std::filesystem::path& path, int how) {
    const file_descriptor file(::open(path.c_str(), how | O_CLOEXEC));
    if (!file.is_open() || ::fsync(file.number()) != 0) return trouble(path);
    return done{};
}

} // namespace

result<held_file> hold(const std::filesystem::path& path) {
    auto file = std::make_shared<file_descriptor>(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file->is_open()) return trouble(path);
    return held_file{path.filename().string(), std::move(file)};
}

result<done> copy_to(const held_file& from, const std::filesystem::path& to) {
    const file_descriptor out = make(to);
    if (!out.is_open()) return trouble(to);
    std::vector<char> some(piece);
    for (off_t at = 0;;) {
        const ssize_t got = ::pread(from.file->number(), some.data(), some.size(), at);
        if (got < 0) return trouble(from.name);
        if (got == 0) break;
        if (!write_all(out.number(), {some.data(), static_cast<std::size_t>(got)})) return trouble(to);
        at += got;
    }
    if (::fsync(out.number()) != 0) return trouble(to);
    return done{};
}

result<done> write_to(std::string_view bytes, const std::filesystem::path& to) {
    const file_descriptor out = make(to);
    if (!out.is_open() || !write_all(out.number(), bytes) || ::fsync(out.number()) != 0) return trouble(to);
    return done{};
}

result<done> sync_file(const std::filesystem::path& path) {
    return synced(path, O_RDWR);
}

result<done> sync_folder(const std::filesystem::path& path) {
    return synced(path, O_RDONLY | O_DIRECTORY);
}

result<file_digest> digest_of_file(const std::filesystem::path& path) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error)) return failure{path.string() + " is no file"};
    const auto bytes = mapped_file::open(path);
    if (!bytes) return bytes.error();
    return file_digest{bytes->bytes().size(), crypto::sha256_hex(bytes->bytes())};
}

} // namespace schakel::backup
