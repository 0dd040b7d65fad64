#include "gateway/codec/raw_deflate.hpp"

#include <libdeflate.h>
#include <memory>
#include <new>

namespace schakel {

namespace {

struct free_compressor {
    void operator()(libdeflate_compressor* one) const { libdeflate_free_compressor(one); }
};
struct free_decompressor {
    void operator()(libdeflate_decompressor* one) const { libdeflate_free_decompressor(one); }
};

} // namespace

std::string deflate(std::string_view bytes) {
    constexpr int usual_level = 6;
    const std::unique_ptr<libdeflate_compressor, free_compressor> with(libdeflate_alloc_compressor(usual_level));
    if (!with) throw std::bad_alloc();
    std::string packed(libdeflate_deflate_compress_bound(with.get(), bytes.size()), '\0');
    packed.resize(libdeflate_deflate_compress(with.get(), bytes.data(), bytes.size(), packed.data(), packed.size()));
    return packed;
}

std::optional<std::string> inflate(std::string_view packed, std::size_t limit) {
    const std::unique_ptr<libdeflate_decompressor, free_decompressor> with(libdeflate_alloc_decompressor());
    if (!with) throw std::bad_alloc();
    std::string bytes(limit, '\0');
    std::size_t taken = 0, given = 0;
    const libdeflate_result how = libdeflate_deflate_decompress_ex(
        with.get(), packed.data(), packed.size(), bytes.data(), bytes.size(), &taken, &given
    );
    if (how != LIBDEFLATE_SUCCESS || taken != packed.size()) return std::nullopt;
    bytes.resize(given);
    return bytes;
}

} // namespace schakel
