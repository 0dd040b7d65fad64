// Launches and what belongs to them as bytes, for the launch store. The first byte is the version of the form; of other
// versions, and of damaged bytes, nothing is read: a launch then begins anew.
#pragma once

#include "gateway/adapter/launch_party.hpp"
#include "gateway/model/launch.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::pipeline {

// What is known of a launch in progress, from one request of the browser to the next.
struct journey {
    std::string trace;        // uuid v7 of the first request; the chain query's reference
    std::string trace_parent; // W3C, the same trace id at every hop
    instant began{};
    std::string school, source, target, product, route; // ids and names of our settings, "" while unknown
    std::string person;                                 // what the target calls them
    std::vector<std::string> released;                  // names of fields that the target gets besides
    std::string answer_bytes;                           // of the source's adapter: what answer() will need
    std::shared_ptr<const model::launch> asked;         // as it arrived, where a choice has to be given back
};

// One thing that the browser may come back with.
struct remembered_step {
    enum class what : std::uint8_t {
        adapters,       // a step of the adapter `standard`
        choice,         // a person chooses where to choose, or what
        return_address, // where the source wants people back: `bytes`
        session         // that began at the source `system`: `bytes`
    } kind = what::adapters;
    journey of;
    std::string standard, system; // adapter and party of the step
    std::string bytes;            // the adapter's own
    std::string binding;
    std::shared_ptr<const model::launch> launch; // target side: what start() was given
};

std::string encode(const remembered_step& what);
std::optional<remembered_step> decode_step(std::string_view bytes);

std::string encode(const model::content_item& what);
std::optional<model::content_item> decode_content_item(std::string_view bytes);

std::string encode(const launch_party& what);
std::optional<launch_party> decode_party(std::string_view bytes);

// What a later logout refers to.
std::string encode(const model::launch_session& what);
std::optional<model::launch_session> decode_session(std::string_view bytes);

// Where a class or a result belongs at the source.
std::string encode(const model::launch_services& what);
std::optional<model::launch_services> decode_services(std::string_view bytes);

} // namespace schakel::pipeline
