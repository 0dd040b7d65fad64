#include "gateway/crypto/wiped_text.hpp"

#include <openssl/crypto.h>

#include <algorithm>
#include <utility>

#include <sys/prctl.h>
#include <sys/resource.h>

namespace schakel::crypto {

wiped_text::wiped_text(std::string_view text) : bytes_(std::make_unique<char[]>(text.size())), size_(text.size()) {
    std::ranges::copy(text, bytes_.get());
}

wiped_text::~wiped_text() {
    wipe();
}

wiped_text::wiped_text(wiped_text&& other) noexcept
    : bytes_(std::move(other.bytes_)), size_(std::exchange(other.size_, 0)) {}

wiped_text& wiped_text::operator=(wiped_text&& other) noexcept {
    if (this == &other) return *this;
    wipe();
    bytes_ = std::move(other.bytes_);
    size_ = std::exchange(other.size_, 0);
    return *this;
}

void wiped_text::wipe() noexcept {
    if (size_ > 0) OPENSSL_cleanse(bytes_.get(), size_);
    size_ = 0;
}

void wipe(std::string& text) {
    if (!text.empty()) OPENSSL_cleanse(text.data(), text.size());
    text.clear();
}

void keep_memory_private() {
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
    prctl(PR_SET_DUMPABLE, 0);
}

} // namespace schakel::crypto
