#include "gateway/prove/promise_table.hpp"

#include "gateway/codec/json_writer.hpp"

#include <algorithm>

namespace schakel::prove {

const std::array<promise, 12> promises{{
    {"P1", "What was accepted is on the disk before the answer leaves: nothing is lost", ""},
    {"P2", "Delivered at least once; no more repeats than were under way at the fault", ""},
    {"P3", "The order of a pupil's results is kept", ""},
    {"P4", "Back in service within 2 s of a hard kill", ""},
    {"P5", "A stored message is never altered; damage is found and named, the rest goes on", ""},
    {"P6", "A full disk: refuses with 503, does not end, resumes by itself within 5 s", ""},
    {"P7", "A slow or dead receiver harms no other route", ""},
    {"P8", "A poison message blocks nobody and is visible", ""},
    {"P9", "A wrong configuration is never applied, a right one loses no request",
     "needs a reload storm under load: F11"},
    {"P10", "One request costs at most 10 times its size in memory, 100 ms of processor time per MiB",
     "needs the tables of bad input: B1-B4, L8"},
    {"P11", "No personal data in logs and metrics", ""},
    {"P12", "Search over 3 million messages within 1 s", "needs a store of 3 million messages: L5"},
}};

std::string_view to_string(outcome of) {
    return of == outcome::held ? "held" : of == outcome::broken ? "BROKEN" : "not shown";
}

std::vector<promise_line> table_of(const showings& all) {
    std::vector<promise_line> out;
    for (const promise& one : promises) {
        promise_line line{&one, outcome::not_shown, {}};
        for (const showing& shown : all) {
            if (shown.promise != one.id) continue;
            line.by.push_back(shown);
            if (shown.what == outcome::broken) line.what = outcome::broken;
            if (shown.what == outcome::held && line.what == outcome::not_shown) line.what = outcome::held;
        }
        out.push_back(std::move(line));
    }
    return out;
}

bool holds(const std::vector<promise_line>& table) {
    return std::none_of(table.begin(), table.end(), [](const promise_line& one) {
        return one.what == outcome::broken;
    });
}

std::string as_text(const std::vector<promise_line>& table, const circumstances& of) {
    std::string out = of.version + ", " + of.date + ", took " + of.duration + "\n";
    for (const auto& [name, value] : of.machine)
        out += name + std::string(name.size() < 8 ? 8 - name.size() : 1, ' ') + value + "\n";
    for (const promise_line& line : table) {
        std::string id(line.of->id);
        id.resize(4, ' ');
        std::string what(to_string(line.what));
        what.resize(10, ' ');
        out += "\n" + id + what + std::string(line.of->text) + "\n";
        for (const showing& one : line.by) {
            const std::string remark = one.what == line.what ? "" : std::string(to_string(one.what)) + ": ";
            out += std::string(14, ' ') + one.fault + ": " + remark + one.told + "\n";
        }
        if (line.by.empty() && !line.of->elsewhere.empty())
            out += std::string(14, ' ') + std::string(line.of->elsewhere) + "\n";
    }
    return out + (holds(table) ? "\nno promise was broken\n" : "\nA PROMISE WAS BROKEN\n");
}

std::string as_json(const std::vector<promise_line>& table, const circumstances& of) {
    json::writer out(true);
    out.begin_object().member("version", of.version).member("date", of.date).member("took", of.duration);
    out.name("machine").begin_object();
    for (const auto& [name, value] : of.machine) out.member(name, value);
    out.end_object().member("holds", holds(table)).name("promises").begin_array();
    for (const promise_line& line : table) {
        out.begin_object().member("id", line.of->id).member("promise", line.of->text);
        out.member("outcome", to_string(line.what)).name("shown").begin_array();
        for (const showing& one : line.by) {
            out.begin_object().member("fault", one.fault).member("outcome", to_string(one.what));
            out.member("told", one.told).end_object();
        }
        out.end_array();
        if (line.by.empty()) out.member_if_present("why_not", line.of->elsewhere);
        out.end_object();
    }
    return out.end_array().end_object().finish() + "\n";
}

} // namespace schakel::prove
