#include "gateway/outbox/journal_files.hpp"

#include "gateway/outbox/journal_segment.hpp"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <iterator>
#include <string_view>

namespace schakel::outbox {

namespace {

constexpr std::string_view suffix = "-log";
constexpr std::size_t digits = 8;
constexpr std::string_view out_of_place = ".moved";
constexpr std::size_t looked_at_first = 4096; // of a first entry, which is seldom longer

std::optional<std::uint32_t> number_in(std::string_view file_name) {
    const std::size_t at = file_name.size() < digits ? 0 : file_name.size() - digits;
    std::uint32_t number = 0;
    const char* end = file_name.data() + file_name.size();
    const auto read = std::from_chars(file_name.data() + at, end, number);
    return read.ec == std::errc{} && read.ptr == end ? std::optional(number) : std::nullopt;
}

} // namespace

std::string segment_path(const journal_settings& settings, std::uint32_t number) {
    const std::string text = std::to_string(number);
    return settings.path + std::string(suffix) + std::string(digits - std::min(digits, text.size()), '0') + text;
}

std::map<std::uint32_t, std::string> segments_beside(const std::string& database_path) {
    const std::filesystem::path database = std::filesystem::absolute(database_path);
    const std::string prefix = database.filename().string() + std::string(suffix);
    std::map<std::uint32_t, std::string> found;
    for (const auto& each : std::filesystem::directory_iterator(database.parent_path())) {
        const std::string name = each.path().filename().string();
        if (!name.starts_with(prefix) || name.size() != prefix.size() + digits) continue;
        if (const auto number = number_in(name)) found[*number] = each.path().string();
    }
    return found;
}

std::map<std::uint32_t, std::uint64_t> segment_sizes(const journal_settings& settings) {
    std::map<std::uint32_t, std::uint64_t> sizes;
    for (const auto& [number, path] : segments_beside(settings.path)) sizes[number] = std::filesystem::file_size(path);
    return sizes;
}

// By way of other names, which the second half of the way begins with: it may be all that is left to do.
void put_segments_in_place(const journal_settings& settings) {
    namespace fs = std::filesystem;
    for (const auto& [number, size] : segment_sizes(settings)) {
        const std::string path = segment_path(settings, number);
        const layered_file file(path, layered_file::access::read, settings.vfs);
        const auto header = read_segment_header(file.read(0, segment_header_size));
        if (header && header->number != number)
            fs::rename(path, segment_path(settings, header->number) + std::string(out_of_place));
    }
    const fs::path database = fs::absolute(settings.path);
    const std::string prefix = database.filename().string() + std::string(suffix);
    for (const auto& each : fs::directory_iterator(database.parent_path())) {
        const std::string name = each.path().filename().string();
        if (!name.starts_with(prefix) || !name.ends_with(out_of_place)) continue;
        const fs::path place = each.path().parent_path() / name.substr(0, name.size() - out_of_place.size());
        if (!fs::exists(place)) fs::rename(each.path(), place);
    }
}

std::optional<std::uint64_t> first_group_of(const journal_settings& settings, std::uint32_t segment) {
    const layered_file file(segment_path(settings, segment), layered_file::access::read, settings.vfs);
    const auto header = read_segment_header(file.read(0, segment_header_size));
    if (!header) return std::nullopt;
    for (std::size_t length = looked_at_first;; length *= 16) {
        const std::string content = file.read(segment_header_size, length);
        if (const auto first = entry_at(content, segment_header_size, header->salt)) return first->group;
        if (content.size() < length) return std::nullopt;
    }
}

// A segment is passed over when the next one begins with a group that comes right behind `after`, or earlier.
std::uint32_t first_segment_behind(
    const journal_settings& settings, const std::map<std::uint32_t, std::uint64_t>& sizes, std::uint64_t after
) {
    if (sizes.empty()) return 0;
    for (auto at = std::prev(sizes.end()); at != sizes.begin(); --at)
        if (const auto first = first_group_of(settings, at->first); first && *first <= after + 1) return at->first;
    return sizes.begin()->first;
}

std::string journal_reader::read(journal_place from, std::size_t length) const {
    const std::lock_guard lock(mutex_);
    auto at = open_.find(from.segment);
    if (at == open_.end()) {
        const std::string path = segment_path(settings_, from.segment);
        if (!std::filesystem::exists(path)) return {};
        at = open_.emplace(from.segment, layered_file(path, layered_file::access::read, settings_.vfs)).first;
    }
    return at->second.read(from.offset, length);
}

void journal_reader::forget(std::uint32_t segment) const {
    const std::lock_guard lock(mutex_);
    open_.erase(segment);
}

} // namespace schakel::outbox
