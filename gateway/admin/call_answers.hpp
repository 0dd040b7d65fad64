// What calls share that read a body and tell problems. Private to admin.
#pragma once

#include "gateway/admin/call.hpp"
#include "gateway/admin/problem.hpp"
#include "gateway/codec/json_document.hpp"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::admin {

transport::http_response problem_of(const call& asked, int status, std::string_view type, std::string_view detail);

// For an answer that comes later from another thread: what a problem needs of the request.
using later_problem = std::function<transport::http_response(int, std::string_view, std::string_view)>;
later_problem problem_later(const call& asked);

// The members of the body, which is an object. An empty body is an empty object; none: no object, and `refused` says
// so.
class body_members {
public:
    explicit body_members(const call& asked);
    std::optional<transport::http_response> refused;
    std::string text(std::string_view name) const; // "" when absent or no text
    bool flag(std::string_view name) const;        // false when absent or no boolean

    // Stricter: a value of another kind, or a member that is none of `known`, is refused, the first of them.
    void allow_only(std::span<const std::string_view> known);
    std::vector<std::string> texts(std::string_view name); // a list of texts
    std::optional<std::size_t> number(std::string_view name, std::size_t least, std::size_t most);

private:
    void refuse(bad_value what);

    const call& asked_;
    std::optional<json::document> read_;
};

} // namespace schakel::admin
