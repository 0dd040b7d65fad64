#include "gateway/crypto/secret_file.hpp"

#include "gateway/core/file_descriptor.hpp"
#include "gateway/crypto/random.hpp"

#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace schakel::crypto {

namespace {

constexpr off_t largest_secret = 64 << 10;

failure fault(const std::filesystem::path& path, std::string_view what) {
    return {path.string() + ": " + std::string(what)};
}

failure system_fault(const std::filesystem::path& path) {
    return fault(path, std::generic_category().message(errno));
}

result<std::string> read_all(int file, std::size_t size, const std::filesystem::path& path) {
    std::string content(size, '\0');
    std::size_t got = 0;
    while (got < size) {
        const ssize_t n = ::read(file, content.data() + got, size - got);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return system_fault(path);
        if (n == 0) break;
        got += static_cast<std::size_t>(n);
    }
    content.resize(got);
    return content;
}

bool write_all(int file, std::string_view content) {
    while (!content.empty()) {
        const ssize_t n = ::write(file, content.data(), content.size());
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return false;
        content.remove_prefix(static_cast<std::size_t>(n));
    }
    return true;
}

bool write_new_file(const std::filesystem::path& path, std::string_view content) {
    const file_descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    return file.is_open() && write_all(file.number(), content) && ::fsync(file.number()) == 0;
}

void sync_folder(const std::filesystem::path& folder) {
    const file_descriptor handle(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (handle.is_open()) ::fsync(handle.number());
}

} // namespace

result<std::string> read_secret_file(const std::filesystem::path& path) {
    const file_descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (!file.is_open()) return system_fault(path);
    struct stat facts {};
    if (::fstat(file.number(), &facts) != 0) return system_fault(path);
    if (!S_ISREG(facts.st_mode)) return fault(path, "is not an ordinary file");
    if ((facts.st_mode & 077) != 0) {
        return fault(path, "holds a secret but is open to group or others; run chmod 600 on it");
    }
    if (facts.st_size > largest_secret) return fault(path, "is larger than a secret can be (64 KiB)");
    auto content = read_all(file.number(), static_cast<std::size_t>(facts.st_size), path);
    if (!content) return content;
    if (content->ends_with('\n')) content->pop_back();
    if (content->empty()) return fault(path, "is empty");
    return content;
}

result<done> create_secret_file(const std::filesystem::path& path, std::string_view secret) {
    std::filesystem::path draft = path;
    draft += ".new-" + random_token(9);
    const bool linked = write_new_file(draft, std::string(secret) + '\n') && ::link(draft.c_str(), path.c_str()) == 0;
    const failure why = system_fault(path);
    ::unlink(draft.c_str());
    if (!linked) return why;
    sync_folder(path.has_parent_path() ? path.parent_path() : ".");
    return done{};
}

result<std::string> read_or_create_secret(const std::filesystem::path& path, const std::function<std::string()>& make) {
    std::error_code ignored;
    if (!std::filesystem::exists(path, ignored)) {
        const auto created = create_secret_file(path, make());
        if (!created && !std::filesystem::exists(path, ignored)) return created.error();
    }
    return read_secret_file(path);
}

} // namespace schakel::crypto
