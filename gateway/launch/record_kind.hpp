// Kinds of records in the launch store. Numbers are stored: never give one to another kind.
#pragma once

#include <cstdint>

namespace schakel::launch {

enum class record_kind : std::uint8_t {
    launch_class = 1,
    launch_result = 2,
    line_item = 3,
    score = 4,
    content_item = 5,
    registration = 6,
    deployment = 7,
    signing_key = 8,
    result_handle = 9, // class, resource and person -> handle of the launch_result
    kept_answer = 10,  // to a request that its sender named: gateway/pipeline/kept_answers.hpp
    line_item_claim = 11
};

constexpr std::uint8_t number_of(record_kind which) {
    return static_cast<std::uint8_t>(which);
}

} // namespace schakel::launch
