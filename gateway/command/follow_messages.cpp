#include "gateway/command/follow_messages.hpp"

#include "gateway/codec/json_document.hpp"
#include "gateway/codec/json_writer.hpp"

#include <algorithm>
#include <chrono>
#include <set>
#include <thread>

namespace schakel::command {

namespace {

constexpr auto pause = std::chrono::seconds(1);

void set(named_values& filter, std::string_view name, std::string value) {
    const auto at = std::ranges::find(filter, name, &named_values::value_type::first);
    if (at == filter.end())
        filter.emplace_back(name, std::move(value));
    else
        at->second = std::move(value);
}

std::string line_of(json::value one, bool as_json) {
    json::writer object;
    std::string line;
    object.begin_object();
    for (const char* name : {"received_at", "id", "status", "standard", "sender", "school"}) {
        object.member(name, text_of(one, name));
        line.append(line.empty() ? "" : "  ").append(text_of(one, name));
    }
    object.end_object();
    return as_json ? object.finish() : line;
}

class watching {
public:
    explicit watching(bool as_json) : as_json_(as_json) {}

    // Whether nothing on later pages is new.
    bool take(json::value page) {
        bool met = false;
        for (json::value one = page.member("messages").first_child(); one; one = one.next_sibling()) {
            const std::string id = text_of(one, "id");
            if (!seen_.insert(id).second)
                met = true;
            else
                lines_.push_back(line_of(one, as_json_));
        }
        next_ = text_of(page, "next");
        return met || next_.empty() || first_;
    }
    const std::string& next() const { return next_; }
    void print() {
        for (auto line = lines_.rbegin(); line != lines_.rend(); ++line) std::printf("%s\n", line->c_str());
        std::fflush(stdout);
        lines_.clear();
        first_ = false;
        while (seen_.size() > most_remembered) seen_.erase(seen_.begin()); // ids sort by time
    }

private:
    static constexpr std::size_t most_remembered = 20'000;

    const bool as_json_;
    bool first_ = true; // of the first look one page is shown
    std::set<std::string> seen_;
    std::vector<std::string> lines_;
    std::string next_;
};

} // namespace

int follow_messages(const admin_address& where, named_values filter, bool as_json) {
    watching all(as_json);
    const admin_options plain;
    while (true) {
        set(filter, "after", {});
        for (bool done = false; !done; set(filter, "after", all.next())) {
            const int code = print_answer(
                call_admin(where, "GET", "/admin/v1/messages" + query_of(filter)), plain,
                [&](json::value page) { done = all.take(page); }
            );
            if (code != exit_code::fine) return code;
        }
        all.print();
        std::this_thread::sleep_for(pause);
    }
}

} // namespace schakel::command
