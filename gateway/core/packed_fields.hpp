// Texts in fixed order as bytes, each with its length before it. Fields that a later version adds come behind: a reader
// finds them empty in older bytes, and passes over what it does not know.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace schakel {

class packed_writer {
public:
    explicit packed_writer(std::size_t usual_bytes = 0) { bytes_.reserve(usual_bytes); }

    packed_writer& put(std::string_view field) {
        put_length(field.size());
        bytes_ += field;
        return *this;
    }

    // Several as one field.
    template <class Texts>
    packed_writer& put_all(const Texts& texts) {
        std::size_t all = 0;
        for (const auto& one : texts) all += length_bytes(one.size()) + one.size();
        put_length(all);
        for (const auto& one : texts) put(one);
        return *this;
    }

    std::string take() { return std::move(bytes_); }

private:
    static std::size_t length_bytes(std::size_t length) {
        std::size_t out = 1;
        for (; length >= 0x80; length >>= 7) ++out;
        return out;
    }
    void put_length(std::size_t left) {
        for (; left >= 0x80; left >>= 7) bytes_ += static_cast<char>(static_cast<unsigned char>(left | 0x80));
        bytes_ += static_cast<char>(static_cast<unsigned char>(left));
    }

    std::string bytes_;
};

template <class... Fields>
std::string packed(const Fields&... fields) {
    packed_writer out((0 + ... + (std::string_view(fields).size() + 2)));
    (out.put(fields), ...);
    return out.take();
}

class packed_reader {
public:
    explicit packed_reader(std::string_view bytes) : rest_(bytes) {}

    bool at_end() const { return rest_.empty(); }

    std::string next() { return std::string(next_view()); }

    std::string_view next_view() { // "" behind the end, and in damaged bytes from there on
        std::uint64_t size = 0;
        for (unsigned shift = 0;; shift += 7) {
            if (rest_.empty() || shift > 28) return end();
            const auto byte = static_cast<unsigned char>(rest_.front());
            rest_.remove_prefix(1);
            size |= std::uint64_t{byte & 0x7FU} << shift;
            if (byte < 0x80) break;
        }
        if (size > rest_.size()) return end();
        const std::string_view out = rest_.substr(0, size);
        rest_.remove_prefix(size);
        return out;
    }

    template <class... Fields>
    void take(Fields&... fields) {
        ((fields = next()), ...);
    }

    template <class Texts>
    void take_all(Texts& into) { // what put_all() wrote
        for (packed_reader each(next_view()); !each.at_end();) into.insert(into.end(), each.next());
    }

private:
    std::string_view end() {
        rest_ = {};
        return {};
    }

    std::string_view rest_;
};

} // namespace schakel
