// The body of a streamed answer as it travels: taken from its source piece by piece, coded, framed in chunks (RFC 9112
// 7.1). Without sockets. Internal to transport.
#pragma once

#include "gateway/core/byte_source.hpp"
#include "gateway/core/kept_coding.hpp"
#include "gateway/transport/content_coding.hpp"

#include <memory>
#include <optional>
#include <string>

namespace schakel::transport {

class wire_body {
public:
    enum class state { more, complete, failed };

    explicit wire_body(std::shared_ptr<byte_source> from) : from_(std::move(from)) {}

    // Takes pieces until there are enough to decide how the answer is sent: all of them, or the first ones.
    state begin();
    // After begin(): what there is, when it is complete.
    std::string& whole() { return raw_; }

    // `keep` takes the whole of what gzip makes; null: nobody does.
    void set_coding(bool gzip, bool chunked, std::shared_ptr<kept_coding> keep = nullptr);
    // Appends what can be written next, `enough` bytes or little more; with `complete`, the last of it.
    state next(std::string& out);

    static constexpr std::size_t enough = 32 * 1024;

private:
    state take(std::size_t up_to);
    void frame(std::string_view bytes, std::string& out) const;

    std::shared_ptr<byte_source> from_;
    state source_ = state::more;
    std::optional<gzip_coder> coder_;
    bool chunked_ = false;
    std::string raw_, coded_;
    std::shared_ptr<kept_coding> keep_;
    std::string kept_;
};

} // namespace schakel::transport
