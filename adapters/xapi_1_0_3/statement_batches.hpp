// Statements as messages: JSON arrays of so many statements, each statement once.
#pragma once

#include "gateway/adapter/adapter.hpp"

#include <initializer_list>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace schakel::xapi_1_0_3 {

class statement_batches {
public:
    explicit statement_batches(std::size_t most) : most_(most) {}

    // A statement as JSON, in pieces. False: one of that id is among them already.
    bool add(std::string_view id, std::initializer_list<std::string_view> text);

    std::vector<outgoing> finish(const std::string& order_key);

private:
    outgoing& with_room();

    std::size_t most_; // statements in a message
    std::vector<outgoing> messages_;
    std::unordered_set<std::string> ids_;
};

} // namespace schakel::xapi_1_0_3
