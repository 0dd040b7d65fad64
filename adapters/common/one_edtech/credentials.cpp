#include "adapters/common/one_edtech/credentials.hpp"

#include "adapters/common/one_edtech/comparable.hpp"
#include "gateway/crypto/base64.hpp"

namespace schakel::one_edtech {

presented_credentials bearer_credentials(const exchange& received) {
    const std::string_view header = received.headers.find("authorization");
    constexpr std::string_view kind = "bearer ";
    presented_credentials shown;
    shown.kind = presented_credentials::form::bearer;
    if (header.size() > kind.size() && folded(header.substr(0, kind.size())) == kind)
        shown.key = header.substr(kind.size());
    return shown;
}

void authorise(outgoing& message, const presented_credentials& secret) {
    if (secret.kind == presented_credentials::form::basic)
        message.headers.set("Authorization", "Basic " + crypto::to_base64(secret.code + ":" + secret.key));
    if (secret.kind == presented_credentials::form::bearer)
        message.headers.set("Authorization", "Bearer " + secret.key);
}

} // namespace schakel::one_edtech
