// The pupils of a results message a portion at a time: a message of tens of thousands of them is never a tree as a
// whole.
#pragma once

#include "adapters/common/uwlr/pupil_binding.hpp"
#include "adapters/common/uwlr/to_model.hpp"
#include "gateway/adapter/long_messages.hpp"
#include "gateway/codec/xml_long_list.hpp"

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

namespace schakel::uwlr {

// A message as a tree, with the pupils apart when they are more than a portion of bytes and none comes back in a later
// portion. The bytes outlive it.
class divided_message {
public:
    explicit divided_message(std::string_view bytes, bool whole = false);
    // Its pupils are read already: they are one portion, and nobody has to make a tree of it.
    divided_message(std::string_view bytes, const xml::bound_reading& pupils);
    static constexpr std::size_t portion_size = 256 * 1024; // bytes

    xml::node root() const { return tree_.root(); }
    // Names the element in it that is the message. False when something else than its pupils was divided.
    bool opened(const xml::node& message);

    std::size_t portions() const { return tree_.is_divided() ? tree_.portions() : 1; }
    // Traces what is not in the tree where a trace is given.
    std::vector<wire::toetsafname> read(std::size_t portion, field_trace* trace = nullptr) const;

private:
    xml::long_list tree_;
    xml::node list_;
};

// All portions but the first; null when there is one. `frame` is the message without pupils.
std::shared_ptr<const further_records>
further_pupils(std::shared_ptr<const divided_message> message, wire::message frame, pupil_reader pupil_ids);

} // namespace schakel::uwlr
