// The gzip of bytes that many answers share: made for the first who takes it, kept for those that follow. Thread-safe.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

namespace schakel {

class kept_coding {
public:
    // `kept` is told once how many bytes there are besides the plain ones.
    explicit kept_coding(std::function<void(std::size_t)> kept) : told_(std::move(kept)) {}

    std::shared_ptr<const std::string> find() const {
        const std::lock_guard lock(mutex_);
        return gzip_;
    }

    void keep(std::string gzip) {
        const std::size_t bytes = gzip.size();
        {
            const std::lock_guard lock(mutex_);
            if (gzip_) return;
            gzip_ = std::make_shared<const std::string>(std::move(gzip));
        }
        if (told_) told_(bytes);
    }

private:
    mutable std::mutex mutex_;
    std::shared_ptr<const std::string> gzip_;
    std::function<void(std::size_t)> told_;
};

} // namespace schakel
