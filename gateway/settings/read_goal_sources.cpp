#include "gateway/settings/read_goal_sources.hpp"

#include "gateway/settings/read_parties.hpp"
#include "gateway/settings/read_rosters.hpp"

namespace schakel::settings {

namespace {

void read_fetched(section& in, fetched_source& out) {
    out.where = in.where();
    out.standard = in.required_text("standard");
    out.url = in.required_text("url");
    read_remote(in, out);
    out.every = in.duration("every", out.every);
    out.at = read_time_of_day(in, "at");
    out.parameters = in.text_map("parameters");
    out.quirks = in.text_set("quirks");
    if (out.every < std::chrono::minutes(1)) in.complain("config.value", "every", "is too short", "a minute or more");
}

} // namespace

goal_source read_goal_source(section in) {
    goal_source out;
    out.name = in.required_text("name");
    read_fetched(in, out);
    out.frameworks = in.text_set("frameworks");
    in.finish();
    return out;
}

access_source read_access_source(section in) {
    access_source out;
    read_fetched(in, out);
    out.schools = in.text_set("schools");
    out.hold_above = static_cast<unsigned>(in.integer("hold_above", out.hold_above, 0, 100));
    in.finish();
    return out;
}

recomputation read_recomputation(section& goals) {
    return goals.one_of("recompute", {"report", "send"}, "report") == "send" ? recomputation::send
                                                                             : recomputation::report;
}

} // namespace schakel::settings
