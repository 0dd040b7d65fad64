// zip::unpacking: an entry's content part by part, never more of it than the directory promised.
#include "gateway/codec/zip_fields.hpp"
#include "gateway/codec/zip_reader.hpp"

#include <algorithm>
#include <array>
#include <libdeflate.h>
#include <zlib.h>

namespace schakel::zip {

namespace {

constexpr std::size_t part_size = 64u << 10;

bool is_archive(std::string_view content) {
    return looks_like_archive(content) || content.starts_with("\x1F\x8B") ||
           content.starts_with("7z\xBC\xAF\x27\x1C") || content.starts_with("Rar!\x1A\x07") ||
           content.starts_with("BZh") ||
           content.starts_with("\xFD"
                               "7zXZ");
}

} // namespace

struct unpacking::state {
    state(std::string_view archive, const entry& which)
        : rest(archive.substr(which.begin, which.packed)), at(which.begin), name(which.name), promised(which.unpacked),
          crc(which.crc), is_deflated(which.method == deflated) {}
    state(const state&) = delete;
    state& operator=(const state&) = delete;
    ~state() {
        if (inflating) inflateEnd(&stream);
    }

    std::string_view rest; // packed bytes not yet looked at
    std::size_t at;
    std::string name;
    std::uint64_t promised, given = 0;
    std::uint32_t crc;
    std::uint32_t crc_so_far = 0;
    bool is_deflated, inflating = false, inflated = false, ended = false;
    z_stream stream{};
    std::unique_ptr<char[]> part;
    std::optional<finding> refused;

    std::string_view refuse(const rule& broken) {
        ended = true;
        refused = finding{
            .broken = &broken,
            .where = {.offset = at, .line = 0, .column = 0, .path = "/" + name},
            .expected = {},
            .got = {},
            .clause = {}};
        return {};
    }

    std::string_view accept(std::string_view content) {
        if (given == 0 && is_archive(content)) return refuse(rules::nested);
        given += content.size();
        if (given > promised) return refuse(rules::size);
        crc_so_far = ::libdeflate_crc32(crc_so_far, content.data(), content.size());
        return content;
    }

    std::string_view finish() {
        ended = true;
        if (given != promised) return refuse(rules::size);
        if (crc_so_far != crc) return refuse(rules::crc);
        return {};
    }

    std::string_view copy() {
        if (rest.empty()) return finish();
        const std::string_view content = rest.substr(0, part_size);
        rest.remove_prefix(content.size());
        return accept(content);
    }

    bool begin_inflating() {
        part = std::make_unique_for_overwrite<char[]>(part_size);
        inflating = inflateInit2(&stream, -MAX_WBITS) == Z_OK;
        return inflating;
    }

    std::string_view inflate_part() {
        if (!inflating && !begin_inflating()) return refuse(rules::content);
        stream.next_out = reinterpret_cast<Bytef*>(part.get());
        stream.avail_out = part_size;
        int status = inflated ? Z_STREAM_END : Z_OK;
        while (stream.avail_out > 0 && status == Z_OK) {
            if (stream.avail_in == 0) {
                const std::string_view more = rest.substr(0, std::size_t{1} << 30);
                if (more.empty()) break;
                stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(more.data()));
                stream.avail_in = static_cast<uInt>(more.size());
                rest.remove_prefix(more.size());
            }
            status = ::inflate(&stream, Z_NO_FLUSH);
        }
        const std::string_view content(part.get(), part_size - stream.avail_out);
        if (status != Z_OK && status != Z_STREAM_END) return refuse(rules::content);
        inflated = status == Z_STREAM_END;
        if (!content.empty()) return accept(content);
        const bool complete = inflated && stream.avail_in == 0 && rest.empty();
        return complete ? finish() : refuse(rules::content);
    }

    std::string_view next() {
        if (ended) return {};
        return is_deflated ? inflate_part() : copy();
    }
};

std::string beginning_of_first(std::string_view bytes, std::string_view name) {
    if (bytes.size() < local_size || u32(bytes, 0) != local_signature) return {};
    const std::size_t begin = local_size + u16(bytes, 26) + u16(bytes, 28);
    if (begin >= bytes.size() || bytes.substr(local_size, u16(bytes, 26)) != name) return {};
    entry first;
    first.method = u16(bytes, 8);
    first.begin = begin;
    first.packed = bytes.size() - begin;
    first.unpacked = part_size;
    return std::string(unpacking(bytes, first).next());
}

unpacking::unpacking(std::string_view archive, const entry& which) : state_(std::make_unique<state>(archive, which)) {}
unpacking::~unpacking() = default;
unpacking::unpacking(unpacking&&) noexcept = default;
unpacking& unpacking::operator=(unpacking&&) noexcept = default;

std::string_view unpacking::next() {
    return state_->next();
}

const std::optional<finding>& unpacking::refused() const {
    return state_->refused;
}

} // namespace schakel::zip
