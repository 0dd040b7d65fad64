// Documents of peers that launches rest on (metadata, configurations), kept between launches.
#pragma once

#include "gateway/adapter/exchange.hpp"
#include "gateway/core/clock.hpp"

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

namespace schakel::pipeline {

// A document serves for an hour, and a day when a newer one cannot be had; it is asked for at most once a minute.
class launch_documents {
public:
    explicit launch_documents(const clock& time) : time_(time) {}

    // Null: fetch it and give what came to came().
    std::shared_ptr<const received_answer> look(std::string_view url);
    // What serves from now on: this, or the former one when this is no document.
    std::shared_ptr<const received_answer> came(std::string_view url, received_answer answer);

private:
    struct entry {
        std::shared_ptr<const received_answer> document;
        instant fetched{}, tried{};
    };

    const clock& time_;
    std::mutex mutex_;
    std::map<std::string, entry, std::less<>> known_;
};

} // namespace schakel::pipeline
