#include "gateway/codec/zip_writer.hpp"

#include "gateway/codec/zip_fields.hpp"

#include <algorithm>
#include <array>
#include <libdeflate.h>
#include <new>
#include <stdexcept>
#include <vector>
#include <zlib.h>

namespace schakel::zip {

namespace {

constexpr std::uint16_t version = 20;                        // deflate; APPNOTE 4.4.3
constexpr std::uint16_t date = (0u << 9) | (1u << 5) | 1u;   // 1 January 1980
constexpr std::uint16_t flags = flag_descriptor | flag_utf8; // of every entry
constexpr std::uint64_t largest = 0xFFFFFFFE;
constexpr std::size_t part_size = 64u << 10;
constexpr int usual_level = 3; // tables of ids gain a tenth more at the usual 6, for twice the time and more

struct written {
    std::string name;
    std::uint32_t crc = 0, packed = 0, unpacked = 0, begin = 0;
};

void put16(std::string& out, std::uint32_t value) {
    out += static_cast<char>(value & 0xFF);
    out += static_cast<char>((value >> 8) & 0xFF);
}
void put32(std::string& out, std::uint32_t value) {
    put16(out, value & 0xFFFF);
    put16(out, value >> 16);
}

} // namespace

struct writer::state {
    state(std::string& to, packing how) : out(to) {
        if (deflateInit2(
                &stream, how == packing::usual ? usual_level : Z_NO_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8,
                Z_DEFAULT_STRATEGY
            ) != Z_OK)
            throw std::bad_alloc();
    }
    state(const state&) = delete;
    state& operator=(const state&) = delete;
    ~state() { deflateEnd(&stream); }

    std::string& out;
    z_stream stream{};
    std::array<char, part_size> part;
    std::vector<written> entries;
    std::uint64_t position = 0;             // in the archive
    std::uint64_t packed = 0, unpacked = 0; // of the entry that is open

    void add(std::string_view bytes) {
        out += bytes;
        position += bytes.size();
        if (position > largest) throw std::length_error("a zip archive of 4 GiB");
    }

    void begin(std::string_view name) {
        if (entries.size() == 0xFFFE) throw std::length_error("a zip archive of 65,535 entries");
        entries.push_back({.name = std::string(name), .begin = static_cast<std::uint32_t>(position)});
        packed = unpacked = 0;
        deflateReset(&stream);
        std::string header;
        put32(header, local_signature);
        for (const std::uint32_t field :
             {std::uint32_t{version}, std::uint32_t{flags}, std::uint32_t{deflated}, 0u, std::uint32_t{date}})
            put16(header, field);
        for (int i = 0; i < 3; ++i) put32(header, 0); // CRC and sizes, told behind the data
        put16(header, static_cast<std::uint32_t>(name.size()));
        put16(header, 0);
        add(header.append(name));
    }

    void compress(std::string_view content, int flush) {
        stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(content.data()));
        stream.avail_in = static_cast<uInt>(content.size());
        do {
            stream.next_out = reinterpret_cast<Bytef*>(part.data());
            stream.avail_out = part_size;
            ::deflate(&stream, flush);
            const std::size_t made = part_size - stream.avail_out;
            packed += made;
            add({part.data(), made});
        } while (stream.avail_out == 0);
    }

    void write(std::string_view content) {
        written& entry = entries.back();
        while (!content.empty()) {
            const std::string_view now = content.substr(0, std::size_t{1} << 30);
            content.remove_prefix(now.size());
            entry.crc = ::libdeflate_crc32(entry.crc, now.data(), now.size());
            if ((unpacked += now.size()) > largest) throw std::length_error("a zip entry of 4 GiB");
            compress(now, Z_NO_FLUSH);
        }
    }

    void end() {
        compress({}, Z_FINISH);
        written& entry = entries.back();
        entry.packed = static_cast<std::uint32_t>(packed);
        entry.unpacked = static_cast<std::uint32_t>(unpacked);
        std::string descriptor;
        for (const std::uint32_t field : {descriptor_signature, entry.crc, entry.packed, entry.unpacked})
            put32(descriptor, field);
        add(descriptor);
    }

    void finish() {
        const std::uint64_t begin = position;
        for (const written& one : entries) add(listed(one));
        const auto count = static_cast<std::uint32_t>(entries.size());
        std::string record;
        put32(record, end_signature);
        for (const std::uint32_t field : {0u, 0u, count, count}) put16(record, field);
        put32(record, static_cast<std::uint32_t>(position - begin));
        put32(record, static_cast<std::uint32_t>(begin));
        put16(record, 0);
        add(record);
    }

    static std::string listed(const written& one) {
        std::string header;
        put32(header, central_signature);
        for (const std::uint32_t field :
             {std::uint32_t{version}, std::uint32_t{version}, std::uint32_t{flags}, std::uint32_t{deflated}, 0u,
              std::uint32_t{date}})
            put16(header, field);
        for (const std::uint32_t field : {one.crc, one.packed, one.unpacked}) put32(header, field);
        put16(header, static_cast<std::uint32_t>(one.name.size()));
        for (int i = 0; i < 4; ++i) put16(header, 0); // extra field, comment, disk, internal attributes
        put32(header, 0);
        put32(header, one.begin);
        return header.append(one.name);
    }
};

writer::writer(std::string& out, packing how) : state_(std::make_unique<state>(out, how)) {}
writer::~writer() = default;
writer::writer(writer&&) noexcept = default;

void writer::begin(std::string_view name) {
    state_->begin(name);
}
void writer::write(std::string_view content) {
    state_->write(content);
}
void writer::end() {
    state_->end();
}
void writer::finish() {
    state_->finish();
}

} // namespace schakel::zip
