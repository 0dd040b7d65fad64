// What a publisher gave back when a teacher chose material (deep linking), under ids of our own: the system that the
// teacher came from links to the id, and a launch with it finds the publisher's own address and parameters again.
#pragma once

#include "gateway/core/clock.hpp"
#include "gateway/core/result.hpp"
#include "gateway/outbox/launch_rows.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::launch {

struct kept_content_item {
    std::string id; // opaque
    std::string school, source, publisher, product;
    std::string document; // the item, as the pipeline wrote it
};

outbox::launch_record to_record(const kept_content_item& what);

class content_items {
public:
    content_items(outbox::launch_rows& rows, const clock& time) : rows_(rows), time_(time) {}

    result<done> put(const kept_content_item& what);
    std::optional<kept_content_item> find(std::string_view id) const;
    std::vector<kept_content_item> list(std::string_view school, std::string_view after, std::size_t limit) const;
    result<bool> remove(std::string_view id);

private:
    outbox::launch_rows& rows_;
    const clock& time_;
};

} // namespace schakel::launch
