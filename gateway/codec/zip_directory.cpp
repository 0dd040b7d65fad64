// zip::archive::open: the end record, the central directory, and whether what it says can be true.
#include "gateway/codec/utf8.hpp"
#include "gateway/codec/zip_fields.hpp"
#include "gateway/codec/zip_reader.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <unordered_set>

namespace schakel::zip {

namespace {

constexpr std::uint32_t in_zip64 = 0xFFFFFFFF;
constexpr std::size_t longest_comment = 0xFFFF;

struct directory {
    std::uint64_t entries = 0, size = 0, begin = 0;
};

struct listed { // an entry as the directory has it
    zip::entry entry;
    std::size_t at = 0;       // where the directory tells of it
    std::uint64_t header = 0; // where its local header stands, or so it says
    std::uint16_t flags = 0;
    std::string_view raw_name;
};

class reader {
public:
    reader(std::string_view bytes, const limits& most, findings& found) : bytes_(bytes), most_(most), found_(found) {}

    bool read(std::vector<entry>& entries) {
        directory where;
        if (!find_directory(where) || !read_directory(where)) return false;
        std::sort(listed_.begin(), listed_.end(), [](const listed& a, const listed& b) { return a.header < b.header; });
        if (!check_names() || !check_sizes()) return false;
        std::uint64_t end = 0; // of the entry before
        for (listed& one : listed_) {
            if (!check_place(one, end, where)) return false;
            entries.push_back(std::move(one.entry));
        }
        return true;
    }

private:
    bool refuse(const rule& broken, std::size_t at, std::string got = {}, std::string expected = {}) {
        found_.push_back(
            {.broken = &broken,
             .where = {.offset = at, .line = 0, .column = 0, .path = {}},
             .expected = std::move(expected),
             .got = std::move(got),
             .clause = {}}
        );
        return false;
    }
    bool fits(std::uint64_t at, std::uint64_t length) const {
        return at <= bytes_.size() && length <= bytes_.size() - at;
    }

    // The end record stands at the end, with a comment of exactly the length that it says.
    bool find_directory(directory& where) {
        if (bytes_.size() < end_size) return refuse(rules::not_an_archive, 0);
        const std::size_t last = bytes_.size() - end_size;
        const std::size_t first = last > longest_comment ? last - longest_comment : 0;
        for (std::size_t at = last + 1; at-- > first;)
            if (u32(bytes_, at) == end_signature && at + end_size + u16(bytes_, at + 20) == bytes_.size())
                return read_end(at, where);
        return refuse(looks_like_archive(bytes_) ? rules::truncated : rules::not_an_archive, bytes_.size());
    }

    bool read_end(std::size_t at, directory& where) {
        where = {u16(bytes_, at + 10), u32(bytes_, at + 12), u32(bytes_, at + 16)};
        std::size_t end_of_directory = at;
        bool one_disk = u16(bytes_, at + 4) == 0 && u16(bytes_, at + 6) == 0 && u16(bytes_, at + 8) == where.entries;
        if (at >= locator64_size && u32(bytes_, at - locator64_size) == locator64_signature) {
            const std::uint64_t end64 = u64(bytes_, at - locator64_size + 8);
            if (!fits(end64, end64_size + locator64_size) || u32(bytes_, end64) != end64_signature)
                return refuse(rules::entry_header, at - locator64_size);
            where = {u64(bytes_, end64 + 32), u64(bytes_, end64 + 40), u64(bytes_, end64 + 48)};
            one_disk = u32(bytes_, end64 + 16) == 0 && u32(bytes_, end64 + 20) == 0 &&
                       u64(bytes_, end64 + 24) == where.entries;
            end_of_directory = end64;
        }
        if (!one_disk) return refuse(rules::several_disks, at);
        if (where.entries > most_.entries)
            return refuse(rules::limit_entries, at, std::to_string(where.entries), std::to_string(most_.entries));
        if (!fits(where.begin, where.size)) return refuse(rules::truncated, at);
        if (where.begin + where.size != end_of_directory) return refuse(rules::prefix, at);
        return true;
    }

    bool read_directory(const directory& where) {
        std::uint64_t at = where.begin;
        const std::uint64_t end = where.begin + where.size;
        for (std::uint64_t i = 0; i < where.entries; ++i) {
            if (end - at < central_size || u32(bytes_, at) != central_signature) return refuse(rules::entry_header, at);
            const std::uint64_t name = u16(bytes_, at + 28), extra = u16(bytes_, at + 30), note = u16(bytes_, at + 32);
            if (end - at - central_size < name + extra + note) return refuse(rules::entry_header, at);
            if (!read_entry(at, name, extra)) return false;
            at += central_size + name + extra + note;
        }
        return at == end || refuse(rules::entry_header, at);
    }

    bool read_entry(std::size_t at, std::size_t name, std::size_t extra) {
        listed one;
        one.at = at;
        one.flags = u16(bytes_, at + 8);
        one.entry.method = u16(bytes_, at + 10);
        one.entry.crc = u32(bytes_, at + 16);
        one.entry.packed = u32(bytes_, at + 20);
        one.entry.unpacked = u32(bytes_, at + 24);
        one.header = u32(bytes_, at + 42);
        one.raw_name = bytes_.substr(at + central_size, name);
        one.entry.name = one.raw_name;
        std::array<std::uint64_t*, 3> large{&one.entry.unpacked, &one.entry.packed, &one.header};
        if (!read_zip64(bytes_.substr(at + central_size + name, extra), large)) return refuse(rules::entry_header, at);
        if (u16(bytes_, at + 34) != 0) return refuse(rules::several_disks, at);
        if ((one.flags & (flag_encrypted | flag_strong | flag_masked)) != 0) return refuse(rules::encrypted, at);
        if ((one.flags & flag_patch) != 0 || (one.entry.method != stored && one.entry.method != deflated))
            return refuse(rules::method, at, std::to_string(one.entry.method));
        const std::uint32_t unix_mode = u32(bytes_, at + 38) >> 16, made_by = u16(bytes_, at + 4) >> 8;
        if (made_by == 3 && (unix_mode & 0170000u) == 0120000u) return refuse(rules::link, at);
        listed_.push_back(std::move(one));
        return true;
    }

    // Fills in the fields that did not fit, in the order that APPNOTE 4.5.3 gives them.
    static bool read_zip64(std::string_view extra, std::span<std::uint64_t* const> large) {
        const auto wanted = [](const std::uint64_t* field) { return *field == in_zip64; };
        if (std::none_of(large.begin(), large.end(), wanted)) return true;
        while (extra.size() >= 4) {
            const std::uint16_t id = u16(extra, 0), size = u16(extra, 2);
            if (extra.size() - 4u < size) return false;
            std::string_view data = extra.substr(4, size);
            extra.remove_prefix(4u + size);
            if (id != zip64_extra) continue;
            for (std::uint64_t* field : large) {
                if (!wanted(field)) continue;
                if (data.size() < 8) return false;
                *field = u64(data, 0);
                data.remove_prefix(8);
            }
            return true;
        }
        return true; // the value is what it says
    }

    bool check_names() {
        std::unordered_set<std::string_view> seen;
        for (const listed& one : listed_) {
            if (!is_safe(one)) return refuse(rules::unsafe_name, one.at);
            if (!seen.insert(one.entry.name).second) return refuse(rules::duplicate_name, one.at);
            if (is_archive_name(one.entry.name)) return refuse(rules::nested, one.at);
        }
        return true;
    }

    bool is_safe(const listed& one) const {
        const std::string_view name = one.entry.name;
        const auto control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
        const auto beyond_ascii = [](char c) { return static_cast<unsigned char>(c) >= 0x80; };
        if (name.empty() || name.size() > most_.name || name.front() == '/') return false;
        if (name.find('\\') != std::string_view::npos || (name.size() > 1 && name[1] == ':')) return false;
        if (std::any_of(name.begin(), name.end(), control)) return false;
        if (utf8::first_fault(name) != std::string_view::npos) return false;
        if ((one.flags & flag_utf8) == 0 && std::any_of(name.begin(), name.end(), beyond_ascii)) return false;
        for (std::size_t from = 0; from < name.size();) {
            const std::size_t slash = std::min(name.find('/', from), name.size());
            const std::string_view part = name.substr(from, slash - from);
            if (part.empty() || part == "." || part == "..") return false;
            from = slash + 1;
        }
        return true;
    }

    static bool is_archive_name(std::string_view name) {
        std::string lower(name);
        std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) {
            return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
        });
        constexpr std::array<std::string_view, 8> ends{".zip", ".gz", ".7z", ".rar", ".tar", ".bz2", ".xz", ".jar"};
        return std::any_of(ends.begin(), ends.end(), [&](std::string_view end) { return lower.ends_with(end); });
    }

    bool check_sizes() {
        std::uint64_t total = 0;
        for (const listed& one : listed_) {
            const entry& e = one.entry;
            if (e.unpacked > most_.unpacked || (total += e.unpacked) > most_.unpacked)
                return refuse(rules::limit_unpacked, one.at, {}, std::to_string(most_.unpacked));
            if (e.unpacked >= most_.judged_from && e.unpacked / most_.ratio > e.packed)
                return refuse(rules::limit_ratio, one.at, {}, std::to_string(most_.ratio));
            if ((e.method == stored && e.packed != e.unpacked) || (e.is_folder() && e.unpacked != 0))
                return refuse(rules::size, one.at);
        }
        return true;
    }

    // The local header agrees, and no byte belongs to two entries. `end` goes to the end of the entry's data.
    bool check_place(listed& one, std::uint64_t& end, const directory& where) {
        const std::uint64_t at = one.header;
        if (at < end) return refuse(rules::overlap, one.at);
        if (end == 0 && at != 0) return refuse(rules::prefix, 0);
        if (at > where.begin || where.begin - at < local_size || u32(bytes_, at) != local_signature)
            return refuse(rules::entry_header, one.at);
        const std::uint64_t name = u16(bytes_, at + 26), extra = u16(bytes_, at + 28);
        if (where.begin - at - local_size < name + extra) return refuse(rules::entry_header, at);
        one.entry.begin = at + local_size + name + extra;
        if (where.begin - one.entry.begin < one.entry.packed) return refuse(rules::overlap, at);
        end = one.entry.begin + one.entry.packed;
        return agrees(one, name, extra) || refuse(rules::disagreement, at);
    }

    bool agrees(const listed& one, std::size_t name, std::size_t extra) const {
        const std::size_t at = one.header;
        std::uint64_t packed = u32(bytes_, at + 18), unpacked = u32(bytes_, at + 22);
        const std::array<std::uint64_t*, 2> large{&unpacked, &packed};
        if (!read_zip64(bytes_.substr(at + local_size + name, extra), large)) return false;
        const std::uint32_t crc = u32(bytes_, at + 14);
        // With a descriptor behind the data these may be told there only, and are zero here.
        const bool later = (one.flags & flag_descriptor) != 0;
        const auto same = [&](std::uint64_t here, std::uint64_t listed) {
            return here == listed || (later && (here == 0 || here == in_zip64));
        };
        return bytes_.substr(at + local_size, name) == one.raw_name && u16(bytes_, at + 6) == one.flags &&
               u16(bytes_, at + 8) == one.entry.method && same(crc, one.entry.crc) && same(packed, one.entry.packed) &&
               same(unpacked, one.entry.unpacked);
    }

    std::string_view bytes_;
    const limits& most_;
    findings& found_;
    std::vector<listed> listed_;
};

} // namespace

bool looks_like_archive(std::string_view bytes) {
    return bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06");
}

std::optional<archive> archive::open(std::string_view bytes, const limits& most, findings& found) {
    archive opened;
    opened.bytes_ = bytes;
    if (!reader(bytes, most, found).read(opened.entries_)) return std::nullopt;
    return opened;
}

const entry* archive::find(std::string_view name) const {
    const auto at = std::find_if(entries_.begin(), entries_.end(), [&](const entry& e) { return e.name == name; });
    return at == entries_.end() ? nullptr : &*at;
}

} // namespace schakel::zip
