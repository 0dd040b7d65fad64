#include "gateway/outbox/run_file.hpp"

#include "gateway/outbox/disk_file.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstdio>
#include <filesystem>
#include <map>
#include <system_error>
#include <utility>

namespace schakel::outbox {

namespace {

constexpr std::string_view between = "to";
constexpr std::size_t digits = 16;
constexpr std::size_t range_length = 2 * digits + between.size();

std::string hex(std::uint64_t number) {
    std::string text(digits, '0');
    for (std::size_t i = digits; i-- > 0; number >>= 4) text[i] = "0123456789abcdef"[number & 0xF];
    return text;
}

std::optional<std::uint64_t> number_in(std::string_view text) {
    std::uint64_t number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number, 16);
    return read.ec == std::errc{} && read.ptr == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

std::optional<group_range> range_in(std::string_view name) {
    if (name.size() != range_length || name.substr(digits, between.size()) != between) return {};
    const auto first = number_in(name.substr(0, digits));
    const auto last = number_in(name.substr(digits + between.size()));
    return first && last && *first <= *last ? std::optional(group_range{*first, *last}) : std::nullopt;
}

} // namespace

std::string run_path(const std::string& database, std::string_view suffix, group_range groups) {
    return database + std::string(suffix) + hex(groups.first) + std::string(between) + hex(groups.last);
}

group_range groups_of_run(std::string_view path) {
    return range_in(path.substr(path.size() - range_length)).value();
}

run_files find_runs(const std::string& database_path, std::string_view suffix) {
    const std::filesystem::path database = std::filesystem::absolute(database_path);
    const std::string prefix = database.filename().string() + std::string(suffix);
    std::map<std::pair<std::uint64_t, std::uint64_t>, std::string> found; // longest first of those that begin alike
    run_files all;
    for (const auto& each : std::filesystem::directory_iterator(database.parent_path())) {
        const std::string name = each.path().filename().string();
        if (!name.starts_with(prefix)) continue;
        if (const auto range = range_in(std::string_view(name).substr(prefix.size())))
            found.emplace(std::pair(range->first, ~range->last), each.path().string());
        else if (name.ends_with(".new"))
            all.left_over.push_back(each.path().string());
    }
    for (const auto& [key, path] : found) {
        const std::uint64_t first = key.first, last = ~key.second;
        if (last > all.through && first != all.through + 1 && all.missing_before.empty())
            all.missing_before = std::filesystem::path(path).filename().string();
        if (last <= all.through || !all.missing_before.empty()) {
            all.left_over.push_back(path);
        } else {
            all.covering.push_back(path);
            all.through = last;
        }
    }
    return all;
}

mapped_run::mapped_run(const std::string& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) return;
    struct stat facts {};
    const std::size_t length = ::fstat(file, &facts) == 0 ? static_cast<std::size_t>(facts.st_size) : 0;
    void* mapped = length == 0 ? MAP_FAILED : ::mmap(nullptr, length, PROT_READ, MAP_SHARED, file, 0);
    ::close(file);
    if (mapped == MAP_FAILED) return;
    ::madvise(mapped, length, MADV_RANDOM);
    bytes_ = {static_cast<const std::byte*>(mapped), length};
}

mapped_run::~mapped_run() {
    if (!bytes_.empty()) ::munmap(const_cast<std::byte*>(bytes_.data()), bytes_.size());
}

run_draft::run_draft(std::string path) : path_(std::move(path)), draft_(path_ + ".new") {
    file_ = ::open(draft_.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file_ < 0) failed("made");
}

run_draft::~run_draft() {
    if (file_ < 0) return;
    ::close(file_);
    ::unlink(draft_.c_str());
}

void run_draft::write(std::uint64_t offset, const void* bytes, std::size_t length) {
    const auto* from = static_cast<const char*>(bytes);
    while (length > 0) {
        const ssize_t wrote = ::pwrite(file_, from, length, static_cast<off_t>(offset));
        if (wrote < 0 && errno == EINTR) continue;
        if (wrote <= 0) failed("written");
        from += wrote;
        length -= static_cast<std::size_t>(wrote);
        offset += static_cast<std::uint64_t>(wrote);
    }
}

void run_draft::finish(std::uint64_t length) {
    if (::ftruncate(file_, static_cast<off_t>(length)) != 0) failed("written");
    if (::fdatasync(file_) != 0) failed("synced");
    if (std::rename(draft_.c_str(), path_.c_str()) != 0) failed("put in its place");
    ::close(std::exchange(file_, -1));
    sync_folder_of(path_);
}

void run_draft::failed(std::string_view what) const {
    throw std::system_error(errno, std::generic_category(), path_ + " cannot be " + std::string(what));
}

} // namespace schakel::outbox
