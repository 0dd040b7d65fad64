// scrypt (RFC 7914): a digest that is dear on purpose, in time and in memory.
#pragma once

#include "gateway/core/result.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace schakel::crypto {

struct scrypt_cost {
    std::uint64_t n = 0; // a power of two
    std::uint64_t r = 0;
    std::uint64_t p = 0; // lanes; one after another, in the same memory

    std::uint64_t memory() const { return 128 * r * (n + p); } // bytes that one computation takes
};

// `length` bytes. Failure: the cost is none that scrypt has, or the memory cannot be had.
result<std::string> scrypt(std::string_view secret, std::string_view salt, const scrypt_cost& cost, std::size_t length);

} // namespace schakel::crypto
