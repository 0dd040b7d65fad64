// What operators must know of a certificate in a file.
#pragma once

#include "gateway/core/clock.hpp"
#include "gateway/core/result.hpp"

#include <filesystem>

namespace schakel::crypto {

// The end of validity of the first certificate in a PEM file. Failure: the file cannot be read or holds none.
result<instant> certificate_end(const std::filesystem::path& pem);

} // namespace schakel::crypto
