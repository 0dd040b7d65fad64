// A certificate over a key, signed by that key, as SAML metadata carry them.
#pragma once

#include "gateway/crypto/key.hpp"

#include <string>

namespace schakel::test {

std::string self_signed(const crypto::key& key, const std::string& name); // PEM; valid for two days from now

} // namespace schakel::test
