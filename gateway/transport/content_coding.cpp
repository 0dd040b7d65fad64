#include "gateway/transport/content_coding.hpp"

#include <zlib.h>

#include <array>
#include <stdexcept>

namespace schakel::transport {

namespace {

constexpr int level = 4; // half the time of zlib's own choice for a few per cent more bytes
constexpr int gzip_window = 15 + 16;
constexpr int memory = 8;

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

// "q=0", "q=0.000"
bool refuses(std::string_view parameters) {
    const std::size_t at = parameters.find("q=");
    if (at == std::string_view::npos) return false;
    const std::string_view weight = trimmed(parameters.substr(at + 2));
    return weight.find_first_not_of("0.") == std::string_view::npos;
}

} // namespace

bool accepts_gzip(const http_headers& of_request) {
    const std::string all = of_request.joined("Accept-Encoding");
    bool by_star = false;
    for (std::string_view rest = all; !rest.empty();) {
        const std::string_view one = rest.substr(0, rest.find(','));
        rest.remove_prefix(std::min(rest.size(), one.size() + 1));
        const std::size_t semicolon = one.find(';');
        const std::string_view name = trimmed(one.substr(0, semicolon));
        const bool wanted = semicolon == std::string_view::npos || !refuses(one.substr(semicolon));
        if (same_name(name, "gzip") || same_name(name, "x-gzip")) return wanted;
        if (name == "*") by_star = wanted;
    }
    return by_star;
}

bool is_worth_coding(const http_response& response) {
    if (response.headers.find("Content-Encoding")) return false;
    const std::string_view type = response.headers.get("Content-Type");
    for (const std::string_view part : {"text/", "json", "xml"}) {
        if (type.find(part) != std::string_view::npos) return true;
    }
    return false;
}

class gzip_coder::impl {
public:
    impl() {
        if (deflateInit2(&stream_, level, Z_DEFLATED, gzip_window, memory, Z_DEFAULT_STRATEGY) != Z_OK)
            throw std::runtime_error("zlib cannot begin");
    }
    ~impl() { deflateEnd(&stream_); }
    impl(const impl&) = delete;
    impl& operator=(const impl&) = delete;

    void code(std::string_view bytes, bool last, std::string& out) {
        std::array<char, 16 * 1024> space;
        stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
        stream_.avail_in = static_cast<uInt>(bytes.size());
        int told = Z_OK;
        do {
            stream_.next_out = reinterpret_cast<Bytef*>(space.data());
            stream_.avail_out = static_cast<uInt>(space.size());
            told = deflate(&stream_, last ? Z_FINISH : Z_NO_FLUSH);
            out.append(space.data(), space.size() - stream_.avail_out);
        } while (stream_.avail_out == 0 || (last && told == Z_OK));
    }

private:
    z_stream stream_{};
};

gzip_coder::gzip_coder() : impl_(std::make_unique<impl>()) {}
gzip_coder::~gzip_coder() = default;

void gzip_coder::code(std::string_view bytes, bool last, std::string& out) {
    impl_->code(bytes, last, out);
}

} // namespace schakel::transport
