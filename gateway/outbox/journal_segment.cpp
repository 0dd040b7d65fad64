#include "gateway/outbox/journal_segment.hpp"

#include <libdeflate.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <limits>
#include <stdexcept>
#include <tuple>

namespace schakel::outbox {

namespace {

static_assert(std::endian::native == std::endian::little, "the journal is little endian");

constexpr std::uint32_t version = 1;
constexpr std::size_t header_copy = segment_header_size / 2;
constexpr std::size_t alignment = 8;

struct header_bytes {
    std::array<char, 8> name{'S', 'C', 'H', 'A', 'K', 'L', 'O', 'G'};
    std::uint32_t format = version, checksum = 0, number = 0, zero = 0;
    std::uint64_t salt = 0;
};
static_assert(sizeof(header_bytes) == 32);

struct entry_bytes {
    std::uint32_t checksum = 0, facts = 0, texts = 0, texts_checksum = 0;
    std::uint64_t group = 0, salt = 0;
    std::uint32_t index = 0, count = 0;
};
static_assert(sizeof(entry_bytes) == 40);

constexpr std::size_t checksum_end = sizeof(std::uint32_t);

template <class Header>
std::string_view bytes_of(const Header& header) {
    return {reinterpret_cast<const char*>(&header), sizeof header};
}

template <class Header>
Header header_in(std::string_view bytes) {
    Header header;
    std::memcpy(&header, bytes.data(), sizeof header);
    return header;
}

std::uint32_t crc(std::string_view bytes, std::uint32_t so_far = 0) {
    return bytes.empty() ? so_far : ::libdeflate_crc32(so_far, bytes.data(), bytes.size());
}

std::uint32_t checksum_of(header_bytes header) {
    header.checksum = 0;
    return crc(bytes_of(header));
}

std::uint32_t checksum_of(const entry_bytes& header, std::string_view facts) {
    return crc(facts, crc(bytes_of(header).substr(checksum_end)));
}

std::size_t padding(std::size_t length) {
    return (alignment - length % alignment) % alignment;
}

std::uint32_t short_length(std::size_t length) {
    if (length > std::numeric_limits<std::uint32_t>::max())
        throw std::length_error("an entry of the journal has at most 4 GiB");
    return static_cast<std::uint32_t>(length);
}

std::optional<segment_mark> header_copy_in(std::string_view bytes) {
    if (bytes.size() < sizeof(header_bytes)) return std::nullopt;
    const auto header = header_in<header_bytes>(bytes);
    if (header.name != header_bytes{}.name || header.checksum != checksum_of(header)) return std::nullopt;
    if (header.format > version) throw std::runtime_error("the journal was written by a newer version of Schakel");
    return segment_mark{header.number, header.salt};
}

auto order_of(const found_entry& one) {
    return std::tuple(one.group, one.index);
}

using piece_taker = std::function<void(std::string_view)>;

void frame(const draft_entry& from, entry_bytes header, const piece_taker& put) {
    std::size_t texts = 0;
    for (const std::string_view each : from.texts) {
        header.texts_checksum = crc(each, header.texts_checksum);
        texts += each.size();
    }
    header.facts = short_length(from.facts.size());
    header.texts = short_length(texts);
    header.checksum = checksum_of(header, from.facts);
    put(bytes_of(header));
    put(from.facts);
    for (const std::string_view each : from.texts) put(each);
    constexpr std::array<char, alignment> zeros{};
    put({zeros.data(), padding(sizeof header + from.facts.size() + texts)});
}

} // namespace

std::uint64_t framed_size(const draft_entry& one) {
    std::size_t size = sizeof(entry_bytes) + one.facts.size();
    for (const std::string_view each : one.texts) size += each.size();
    return size + padding(size);
}

std::string segment_header(const segment_mark& what) {
    header_bytes header;
    header.number = what.number;
    header.salt = what.salt;
    header.checksum = checksum_of(header);
    std::string both(segment_header_size, '\0');
    both.replace(0, sizeof header, bytes_of(header));
    both.replace(header_copy, sizeof header, bytes_of(header));
    return both;
}

std::optional<segment_mark> read_segment_header(std::string_view content) {
    auto first = header_copy_in(content);
    return first ? first : header_copy_in(content.substr(std::min(header_copy, content.size())));
}

bool found_entry::comes_after(const found_entry& before) const {
    return before.ends_group() ? group == before.group + 1 && index == 0
                               : group == before.group && index == before.index + 1;
}

std::optional<found_entry> entry_at(std::string_view content, std::uint64_t offset, std::uint64_t salt) {
    if (content.size() < sizeof(entry_bytes)) return std::nullopt;
    const auto header = header_in<entry_bytes>(content);
    const std::string_view rest = content.substr(sizeof header);
    if (header.salt != salt || header.facts > rest.size() || header.texts > rest.size() - header.facts)
        return std::nullopt;
    found_entry one;
    one.group = header.group;
    one.index = header.index;
    one.count = header.count;
    one.facts = rest.substr(0, header.facts);
    if (checksum_of(header, one.facts) != header.checksum) return std::nullopt;
    one.texts = rest.substr(header.facts, header.texts);
    one.texts_check = crc(one.texts) == header.texts_checksum;
    const std::size_t length = sizeof header + header.facts + header.texts;
    one.begin = offset;
    one.texts_begin = offset + sizeof header + header.facts;
    one.end = offset + length + padding(length);
    return one;
}

// Where an entry ends another one begins, or what was damaged: then the next one is looked for step by step.
std::vector<found_entry> entries_in(std::string_view content, std::uint64_t offset, std::uint64_t salt) {
    std::vector<found_entry> all;
    for (std::size_t at = 0; at < content.size();) {
        auto found = entry_at(content.substr(at), offset + at, salt);
        at = found ? static_cast<std::size_t>(found->end - offset) : at + alignment;
        if (found) all.push_back(std::move(*found));
    }
    std::ranges::stable_sort(all, {}, order_of);
    const auto twice = std::ranges::unique(all, {}, order_of);
    all.erase(twice.begin(), twice.end());
    return all;
}

std::vector<std::uint64_t>
frame(std::span<const draft_entry> entries, std::uint64_t group, std::uint64_t salt, const piece_taker& put) {
    std::vector<std::uint64_t> texts;
    entry_bytes header;
    header.group = group;
    header.salt = salt;
    header.count = static_cast<std::uint32_t>(entries.size());
    std::uint64_t at = 0;
    for (const draft_entry& each : entries) {
        texts.push_back(at + sizeof header + each.facts.size());
        frame(each, header, put);
        at += framed_size(each);
        ++header.index;
    }
    return texts;
}

} // namespace schakel::outbox
