#include "gateway/command/replay_selection.hpp"

#include "gateway/codec/json_document.hpp"
#include "gateway/codec/json_writer.hpp"
#include "gateway/core/clock.hpp"
#include "gateway/core/id.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace schakel::command {

namespace {

struct selection {
    std::vector<std::string> ready;
    std::vector<std::string> without_body, replayed_before; // the latter are among `ready`
    bool too_many = false;
};

// What the list finds, oldest first: copies leave in the order in which the originals came.
int find(const admin_address& where, named_values filter, std::vector<std::string>& ids) {
    filter.emplace_back("limit", "1000");
    filter.emplace_back("after", "");
    std::string next;
    do {
        filter.back().second = next;
        const int code =
            print_answer(call_admin(where, "GET", "/admin/v1/messages" + query_of(filter)), {}, [&](json::value page) {
                for (json::value one = page.member("messages").first_child(); one; one = one.next_sibling())
                    ids.push_back(text_of(one, "id"));
                next = text_of(page, "next");
            });
        if (code != exit_code::fine) return code;
    } while (!next.empty() && ids.size() <= most_in_a_run);
    std::ranges::reverse(ids);
    return exit_code::fine;
}

// A message whose stored bytes are damaged or gone cannot be replayed, and is counted before anything begins.
int look_at(const admin_address& where, const std::string& id, selection& into) {
    const auto answer = call_admin(where, "GET", "/admin/v1/messages/" + id);
    if (answer && answer->status == 500) {
        into.without_body.push_back(id);
        return exit_code::fine;
    }
    return print_answer(answer, {}, [&](json::value about) {
        into.ready.push_back(id);
        for (json::value one = about.member("audit").first_child(); one; one = one.next_sibling()) {
            if (one.member("action").text() != "message.replay-ordered") continue;
            into.replayed_before.push_back(id);
            break;
        }
    });
}

void print_preview(const selection& of, bool as_json, const std::string& run) {
    const std::size_t all = of.ready.size() + of.without_body.size();
    if (as_json) {
        json::writer out;
        out.begin_object().member("run", run).member("messages", std::uint64_t{all});
        out.member("replayable", std::uint64_t{of.ready.size()});
        out.member("without_body", std::uint64_t{of.without_body.size()});
        out.member("replayed_before", std::uint64_t{of.replayed_before.size()}).end_object();
        std::printf("%s\n", out.finish().c_str());
        return;
    }
    std::printf(
        "%zu messages, %zu can be replayed, %zu have no body that can be read\n", all, of.ready.size(),
        of.without_body.size()
    );
    if (!of.replayed_before.empty())
        std::printf("%zu of them were replayed before: receivers may get those twice\n", of.replayed_before.size());
}

bool is_confirmed(const replay_order& order, std::size_t count, std::FILE* typed) {
    if (order.confirmed) return *order.confirmed == count;
    if (count <= confirm_above) return true;
    std::fprintf(stderr, "type the number of messages to replay them (%zu): ", count);
    std::array<char, 32> line{};
    if (!std::fgets(line.data(), static_cast<int>(line.size()), typed)) return false;
    std::size_t said = 0;
    const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), said);
    return error == std::errc{} && said == count && (*end == '\n' || *end == '\0');
}

int replay_one(const admin_address& where, const std::string& id, const std::string& run, bool as_json) {
    admin_options how;
    how.json = as_json;
    return print_answer(
        call_admin(where, "POST", "/admin/v1/messages/" + id + "/replay", "{}", run + "/" + id), how,
        [&](json::value said) {
            std::printf(
                "%s -> %s, %s deliveries\n", id.c_str(), text_of(said, "id").c_str(),
                number_of(said, "deliveries").c_str()
            );
            const std::string warning = text_of(said, "warning");
            if (!warning.empty()) std::printf("  %s\n", warning.c_str());
        }
    );
}

} // namespace

int replay_selection(const admin_address& where, const replay_order& order, bool as_json, std::FILE* typed) {
    const std::string run = order.run.empty() ? new_id(system_clock()) : order.run;
    std::vector<std::string> ids = order.ids;
    if (ids.empty())
        if (const int code = find(where, order.filter, ids); code != exit_code::fine) return code;
    // What came after the run began is not part of it, its own copies least of all. Ids sort by time.
    if (order.ids.empty() && is_uuid(run)) std::erase_if(ids, [&](const std::string& id) { return id > run; });
    if (ids.size() > most_in_a_run) {
        std::fprintf(stderr, "schakel: more than %zu messages: narrow the filter\n", most_in_a_run);
        return exit_code::findings;
    }
    selection chosen;
    for (const std::string& id : ids)
        if (const int code = look_at(where, id, chosen); code != exit_code::fine) return code;
    if (order.ids.empty() || order.dry_run) print_preview(chosen, as_json, run);
    if (order.dry_run) return exit_code::fine;
    if (!is_confirmed(order, chosen.ready.size(), typed)) {
        std::fprintf(
            stderr, "schakel: not confirmed: %zu messages would be replayed; nothing was\n", chosen.ready.size()
        );
        return exit_code::findings;
    }
    int worst = chosen.without_body.empty() ? exit_code::fine : exit_code::findings;
    for (std::size_t i = 0; i < chosen.ready.size(); ++i) {
        const int code = replay_one(where, chosen.ready[i], run, as_json);
        worst = std::max(worst, code);
        if (code != exit_code::try_again) continue;
        std::fprintf(
            stderr, "schakel: stopped after %zu of %zu; --run %s goes on, and copies nothing twice\n", i,
            chosen.ready.size(), run.c_str()
        );
        return code;
    }
    return worst;
}

} // namespace schakel::command
