#include "gateway/settings/read_rosters.hpp"

#include "gateway/core/nearest.hpp"
#include "gateway/settings/read_parties.hpp"
#include "gateway/settings/releasable.hpp"
#include "gateway/settings/school_names.hpp"

#include <algorithm>
#include <charconv>

namespace schakel::settings {

namespace {

hold_policy::period read_period(section in) {
    hold_policy::period out;
    out.where = in.where();
    if (in.one_of("what", {"pause", "year-change"}, "pause") == "year-change") {
        out.what = hold_policy::period::kind::year_change;
    }
    out.from = in.required_date("from").value_or(instant{});
    out.until = in.required_date("until").value_or(instant::max());
    if (out.until <= out.from) in.complain("config.value", "until", "is not after from", "a later moment");
    in.finish();
    return out;
}

unsigned percentage(section& in, std::string_view key, unsigned otherwise) {
    return static_cast<unsigned>(in.integer(key, otherwise, 0, 100));
}

} // namespace

std::optional<std::chrono::minutes> read_time_of_day(section& in, std::string_view key) {
    const std::string text = in.text(key);
    if (text.empty()) return std::nullopt;
    const auto number = [&](std::size_t at, int most) {
        int value = -1;
        const char* from = text.data() + at;
        const auto [rest, error] = std::from_chars(from, from + 2, value);
        return error == std::errc{} && rest == from + 2 && value <= most ? value : -1;
    };
    if (text.size() == 5 && text[2] == ':') {
        const int hour = number(0, 23), minute = number(3, 59);
        if (hour >= 0 && minute >= 0) return std::chrono::hours(hour) + std::chrono::minutes(minute);
    }
    in.complain("config.value", key, "is \"" + text + "\"", "a time of the day such as \"03:30\"");
    return std::nullopt;
}

std::vector<dated_identifier> read_register(section& school) {
    std::vector<dated_identifier> out;
    for (section& one : school.tables("identifier")) {
        dated_identifier line;
        line.where = one.where();
        line.what.scheme = one.required_text("scheme");
        line.what.value = one.required_text("value");
        line.what.authority = one.text("authority");
        line.from = one.date("from");
        line.until = one.date("until");
        const school_name_form* form = form_of(line.what.scheme);
        if (!line.what.scheme.empty() && !form) {
            one.complain(
                "config.value", "scheme", "is \"" + line.what.scheme + "\"", "a scheme that names schools",
                std::string(nearest(line.what.scheme, school_schemes()))
            );
        }
        if (form && !line.what.value.empty() && !form->fits(line.what.value)) {
            one.complain("config.value", "value", "is \"" + line.what.value + "\"", std::string(form->description));
        }
        if (line.from && line.until && *line.until <= *line.from) {
            one.complain("config.value", "until", "is not after from", "a later moment");
        }
        one.finish();
        out.push_back(std::move(line));
    }
    return out;
}

hold_policy read_hold(section& school) {
    hold_policy out;
    auto table = school.table("hold");
    if (!table) return out;
    out.added = percentage(*table, "added", out.added);
    out.changed = percentage(*table, "changed", out.changed);
    out.removed = percentage(*table, "removed", out.removed);
    out.at_least = static_cast<unsigned>(table->integer("at_least", out.at_least, 1, 1'000'000));
    for (section& one : table->tables("period")) out.periods.push_back(read_period(one));
    table->finish();
    return out;
}

std::optional<std::chrono::seconds> read_retention(section& school) {
    auto table = school.table("retention");
    if (!table) return std::nullopt;
    std::optional<std::chrono::seconds> out;
    if (!table->has("rosters")) {
        table->complain("config.missing", "rosters", "is missing", "how long superseded rosters are kept: \"90d\"");
    }
    out = std::chrono::ceil<std::chrono::seconds>(table->duration("rosters", std::chrono::hours(24)));
    table->finish();
    return out;
}

querying read_query(section in) {
    querying out;
    out.where = in.where();
    read_caller(in, out);
    out.standards = in.text_set("standards");
    out.schools = in.text_set("schools");
    out.default_school = in.text("default_school");
    out.profile = in.text("profile");
    out.quirks = in.text_set("quirks");
    out.parameters = in.text_map("parameters");
    out.release = in.text("release", out.release);
    out.release_of = in.text_map("release_of");
    out.pseudonym_key = in.secret("pseudonym_key");
    out.live = in.one_of("from", {"store", "owner"}, "store") == "owner";
    out.live_time_out = in.duration("time_out", out.live_time_out);
    out.live_cache = in.duration("cache", out.live_cache);
    in.finish();
    return out;
}

roster_source read_roster_source(section in) {
    roster_source out;
    out.where = in.where();
    out.standard = in.required_text("standard");
    out.url = in.text("url");
    out.folder = in.file("folder");
    if (out.url.empty() == out.folder.empty()) {
        in.complain(
            out.url.empty() ? "config.missing" : "config.duplicate", "url",
            out.url.empty() ? "is missing" : "stands beside folder", "either url or folder"
        );
    }
    read_remote(in, out);
    out.schools = in.text_set("schools");
    if (!out.folder.empty()) out.every = std::chrono::minutes(1);
    out.every = in.duration("every", out.every);
    out.at = read_time_of_day(in, "at");
    out.full_every = in.duration("full_every", out.full_every);
    out.page_size = static_cast<unsigned>(in.integer("page_size", 0, 0, 100'000));
    out.profile = in.text("profile");
    out.quirks = in.text_set("quirks");
    out.parameters = in.text_map("parameters");
    if (out.every < std::chrono::seconds(1)) in.complain("config.value", "every", "is too short", "a second or more");
    in.finish();
    return out;
}

} // namespace schakel::settings
