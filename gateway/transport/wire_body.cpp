#include "gateway/transport/wire_body.hpp"

#include <array>
#include <charconv>

namespace schakel::transport {

wire_body::state wire_body::begin() {
    return take(enough);
}

void wire_body::set_coding(bool gzip, bool chunked, std::shared_ptr<kept_coding> keep) {
    if (gzip) coder_.emplace();
    chunked_ = chunked;
    keep_ = std::move(keep);
}

wire_body::state wire_body::take(std::size_t up_to) {
    while (source_ == state::more && raw_.size() < up_to) {
        if (!from_->next(raw_)) source_ = from_->failed() ? state::failed : state::complete;
    }
    return source_;
}

wire_body::state wire_body::next(std::string& out) {
    coded_.clear();
    do {
        if (take(enough) == state::failed) return state::failed;
        if (!coder_) break;
        coder_->code(raw_, source_ == state::complete, coded_);
        raw_.clear();
    } while (coded_.size() < enough / 2 && source_ == state::more);
    if (coder_ && keep_) {
        kept_ += coded_;
        if (source_ == state::complete) keep_->keep(std::move(kept_));
    }
    frame(coder_ ? coded_ : raw_, out);
    raw_.clear();
    if (source_ == state::complete && chunked_) out += "0\r\n\r\n";
    return source_;
}

// An empty chunk would end the body.
void wire_body::frame(std::string_view bytes, std::string& out) const {
    if (bytes.empty()) return;
    if (chunked_) {
        std::array<char, 16> digits{};
        const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), bytes.size(), 16);
        out.append(digits.data(), end).append("\r\n");
    }
    out += bytes;
    if (chunked_) out += "\r\n";
}

} // namespace schakel::transport
