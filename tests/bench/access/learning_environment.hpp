// A learning environment (LTI 1.3 platform) as far as a launch needs it: it signs who comes to open what.
#pragma once

#include "gateway/crypto/key.hpp"

#include <string>
#include <string_view>

namespace schakel::bench {

struct learning_environment {
    std::string issuer, client, deployment = "1", target; // target_link_uri
    crypto::key key;

    // The id_token of a launch of a pupil, for a nonce.
    std::string signed_launch(std::uint64_t pupil, std::string_view nonce) const;
};

} // namespace schakel::bench
