// The pupils of a results message a portion at a time: a message of tens of thousands of them is never a tree as a
// whole.
#pragma once

#include "adapters/common/uwlr/to_model.hpp"
#include "gateway/adapter/long_messages.hpp"
#include "gateway/codec/xml_long_list.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>

namespace schakel::uwlr {

// A message as a tree, with the pupils apart when they are more than a portion of bytes and none comes back in a later
// portion. The bytes outlive it.
class divided_message {
public:
    explicit divided_message(std::string_view bytes, bool whole = false);

    xml::node root() const { return tree_.root(); }
    // Names the element in it that is the message. False when something else than its pupils was divided.
    bool opened(const xml::node& message);

    struct pupils {
        std::optional<xml::document> tree;
        xml::node first; // toetsafname; the others are its siblings
    };
    std::size_t portions() const { return tree_.is_divided() ? tree_.portions() : 1; }
    pupils read(std::size_t portion) const;

private:
    xml::long_list tree_;
    xml::node list_;
};

// All portions but the first; null when there is one. `frame` is the message without pupils.
std::shared_ptr<const further_records>
further_pupils(std::shared_ptr<const divided_message> message, wire::message frame, pupil_reader pupil_ids);

} // namespace schakel::uwlr
