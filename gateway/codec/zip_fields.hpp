// Little-endian numbers and the layout of zip records. Only for zip_*.cpp of this folder.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace schakel::zip {

// The caller has checked that the bytes are there.
inline std::uint16_t u16(std::string_view bytes, std::size_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned>(static_cast<unsigned char>(bytes[at + i])); };
    return static_cast<std::uint16_t>(byte(0) | (byte(1) << 8));
}
inline std::uint32_t u32(std::string_view bytes, std::size_t at) {
    return std::uint32_t{u16(bytes, at)} | (std::uint32_t{u16(bytes, at + 2)} << 16);
}
inline std::uint64_t u64(std::string_view bytes, std::size_t at) {
    return std::uint64_t{u32(bytes, at)} | (std::uint64_t{u32(bytes, at + 4)} << 32);
}

// APPNOTE 4.3.7, 4.3.9, 4.3.12, 4.3.14 to 4.3.16.
inline constexpr std::uint32_t local_signature = 0x04034b50, descriptor_signature = 0x08074b50,
                               central_signature = 0x02014b50, end_signature = 0x06054b50, end64_signature = 0x06064b50,
                               locator64_signature = 0x07064b50;
inline constexpr std::size_t local_size = 30, central_size = 46, end_size = 22, end64_size = 56, locator64_size = 20;
inline constexpr std::uint16_t flag_encrypted = 1u << 0, flag_descriptor = 1u << 3, flag_patch = 1u << 5,
                               flag_strong = 1u << 6, flag_utf8 = 1u << 11, flag_masked = 1u << 13;
inline constexpr std::uint16_t stored = 0, deflated = 8, zip64_extra = 0x0001;

} // namespace schakel::zip
