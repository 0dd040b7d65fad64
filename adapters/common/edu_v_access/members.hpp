// Takes the members of an object one after another, and tells of each what became of it.
#pragma once

#include "gateway/adapter/loss.hpp"
#include "gateway/codec/json_document.hpp"
#include "gateway/model/catalogue.hpp"
#include "gateway/model/field.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::edu_v_access {

class members {
public:
    using field = model::field::name;

    members(json::value object, std::string path, field_trace& trace)
        : object_(object), path_(std::move(path)), trace_(trace) {}
    // What nobody took is no member of the standard.
    ~members();
    members(const members&) = delete;
    members& operator=(const members&) = delete;

    std::string text(std::string_view name, field to);
    std::vector<std::string> texts(std::string_view name, field to);
    std::optional<std::int64_t> integer(std::string_view name, field to);
    std::optional<decimal> number(std::string_view name, field to);
    std::optional<bool> boolean(std::string_view name, field to);
    std::optional<model::catalogue::day> day(std::string_view name, field to);
    std::optional<instant> start_of_day(std::string_view name, field to); // in Amsterdam
    std::optional<instant> time(std::string_view name, field to);

    // A member that is looked at elsewhere: its value, without a trace of its own.
    json::value take(std::string_view name);
    // A member that is not kept, with the reason.
    void leave(std::string_view name, std::string_view reason);
    bool has(std::string_view name) const { return static_cast<bool>(object_.member(name)); }

    std::string below(std::string_view name) const { return path_ + "/" + std::string(name); }
    field_trace& trace() { return trace_; }

private:
    json::value seen(std::string_view name, field to);

    json::value object_;
    std::string path_;
    field_trace& trace_;
    std::vector<std::string> taken_;
};

// Calls `see` for each element that is an object.
template <class See>
void each_object(json::value list, See&& see) {
    if (!list.is(json::kind::array)) return;
    for (json::value one = list.first_child(); one; one = one.next_sibling())
        if (one.is(json::kind::object)) see(one);
}

} // namespace schakel::edu_v_access
