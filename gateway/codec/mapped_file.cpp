#include "gateway/codec/mapped_file.hpp"

#include "gateway/codec/mapping_guard.hpp"
#include "gateway/core/file_descriptor.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

namespace schakel {

namespace {

failure last_error(const std::string& what) {
    return failure{what + ": " + std::strerror(errno)};
}

long long modified_at(const struct stat& file) {
    return static_cast<long long>(file.st_mtim.tv_sec) * 1'000'000'000 + file.st_mtim.tv_nsec;
}

// File systems without O_TMPFILE get a file whose name is taken away at once.
int open_nameless() {
    std::error_code unknown;
    const auto folder = std::filesystem::temp_directory_path(unknown);
    const std::string path = unknown ? "/tmp" : folder.string();
    const int nameless = ::open(path.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (nameless >= 0) return nameless;
    std::string pattern = path + "/schakel-spool-XXXXXX";
    const int named = ::mkostemp(pattern.data(), O_CLOEXEC);
    if (named >= 0) ::unlink(pattern.c_str());
    return named;
}

bool write_all(int to, const char* bytes, std::size_t size) {
    while (size > 0) {
        const ssize_t written = ::write(to, bytes, size);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        bytes += written;
        size -= static_cast<std::size_t>(written);
    }
    return true;
}

std::size_t page_size() {
    return static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

} // namespace

result<mapped_file> mapped_file::open(const std::filesystem::path& file) {
    file_descriptor opened(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    if (opened.number() < 0) return last_error(file.string());
    struct stat about {};
    if (::fstat(opened.number(), &about) != 0) return last_error(file.string());
    if (S_ISDIR(about.st_mode)) return failure{file.string() + ": is a directory"};
    if (!S_ISREG(about.st_mode)) return spool(opened.number(), static_cast<std::size_t>(-1));
    auto mapped = map(opened.release());
    if (!mapped) return failure{file.string() + ": " + mapped.error().message};
    return mapped;
}

result<mapped_file> mapped_file::spool(int from, std::size_t limit) {
    file_descriptor copy(open_nameless());
    if (copy.number() < 0) return last_error("temporary file");
    std::vector<char> piece(std::size_t{1} << 18);
    for (std::size_t total = 0;;) {
        const ssize_t got = ::read(from, piece.data(), piece.size());
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return last_error("reading");
        if (got == 0) break;
        total += static_cast<std::size_t>(got);
        if (total > limit) return failure{"more than " + std::to_string(limit) + " bytes"};
        if (!write_all(copy.number(), piece.data(), static_cast<std::size_t>(got))) return last_error("temporary file");
    }
    return map(copy.release());
}

result<mapped_file> mapped_file::map(int opened) {
    mapped_file out;
    out.descriptor_ = opened;
    struct stat about {};
    if (::fstat(opened, &about) != 0) return last_error("file");
    out.modified_ = modified_at(about);
    const auto size = static_cast<std::size_t>(about.st_size);
    if (size == 0) return out; // nothing to map
    void* begin = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, opened, 0);
    if (begin == MAP_FAILED) return last_error("mapping");
    out.begin_ = static_cast<const char*>(begin);
    out.size_ = size;
    ::madvise(begin, size, MADV_SEQUENTIAL);
    mapping_guard::add(out.begin_, size);
    return out;
}

mapped_file::mapped_file(mapped_file&& other) noexcept
    : begin_(std::exchange(other.begin_, nullptr)), size_(std::exchange(other.size_, 0)), released_(other.released()),
      descriptor_(std::exchange(other.descriptor_, -1)), modified_(other.modified_) {}

mapped_file& mapped_file::operator=(mapped_file&& other) noexcept {
    if (this == &other) return *this;
    close();
    begin_ = std::exchange(other.begin_, nullptr);
    size_ = std::exchange(other.size_, 0);
    released_ = other.released();
    descriptor_ = std::exchange(other.descriptor_, -1);
    modified_ = other.modified_;
    return *this;
}

mapped_file::~mapped_file() {
    close();
}

void mapped_file::close() noexcept {
    if (begin_ != nullptr) {
        mapping_guard::remove(begin_);
        ::munmap(const_cast<char*>(begin_), size_);
    }
    if (descriptor_ >= 0) ::close(descriptor_);
}

void mapped_file::release_before(std::size_t offset) const noexcept {
    released_.store(std::min(offset, size_), std::memory_order_relaxed);
    const std::size_t whole_pages = std::min(offset, size_) / page_size() * page_size();
    if (whole_pages > 0) ::madvise(const_cast<char*>(begin_), whole_pages, MADV_DONTNEED);
}

bool mapped_file::changed() const noexcept {
    struct stat about {};
    if (descriptor_ < 0 || ::fstat(descriptor_, &about) != 0) return true;
    return static_cast<std::size_t>(about.st_size) != size_ || modified_at(about) != modified_;
}

} // namespace schakel
