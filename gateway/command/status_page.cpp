#include "gateway/command/status_page.hpp"

#include "gateway/command/admin_answer.hpp"
#include "gateway/core/clock.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <optional>
#include <vector>

namespace schakel::command {

namespace {

struct words {
    std::string_view runs, ready, not_ready, configuration, differs, last_reload, applied, refused, messages, waiting,
        oldest, held, dead, disk, free_of, behind, nothing, nobody;
    std::array<std::string_view, 10> columns;
};

constexpr words dutch{
    "draait",
    "neemt aan",
    "neemt NIETS aan",
    "configuratie",
    "het bestand verschilt van wat is toegepast",
    "laatste herlading",
    "toegepast",
    "niet toegepast",
    "berichten",
    "wachtend",
    "oudste",
    "vastgehouden",
    "dode brieven",
    "schijf",
    "vrij van",
    "tabellen lopen achter",
    "er is niets dat aandacht vraagt",
    "geen partijen",
    {"partij", "staat", "in", "uit", "wachtend", "vastgeh.", "mislukt", "oudste", "volgende", "afgeleverd"}};
constexpr words english{
    "runs",
    "accepts",
    "accepts NOTHING",
    "configuration",
    "the file differs from what is applied",
    "last reload",
    "applied",
    "not applied",
    "messages",
    "waiting",
    "oldest",
    "held",
    "dead letters",
    "disk",
    "free of",
    "tables are behind",
    "nothing needs attention",
    "no parties",
    {"party", "state", "in", "out", "waiting", "held", "failing", "oldest", "next try", "delivered"}};

std::string_view word_for(std::string_view state, language lang) {
    if (lang == language::en) return state;
    if (state == "failing") return "mislukt";
    if (state == "retrying") return "opnieuw";
    if (state == "held") return "vastgehouden";
    if (state == "waiting") return "wachtend";
    return "goed";
}

// "12s", "4m", "3h", "2d": enough to see whether it lasts.
std::string length_of(std::chrono::microseconds time) {
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(time).count();
    const std::int64_t whole = std::max<std::int64_t>(0, seconds);
    if (whole < 120) return std::to_string(whole) + "s";
    if (whole < 7200) return std::to_string(whole / 60) + "m";
    return whole < 172'800 ? std::to_string(whole / 3600) + "h" : std::to_string(whole / 86'400) + "d";
}

std::string size_text(json::value bytes) {
    char text[32];
    const double mebi = static_cast<double>(bytes.integer().value_or(0)) / (1 << 20);
    std::snprintf(text, sizeof text, mebi < 1024 ? "%.0f MiB" : "%.1f GiB", mebi < 1024 ? mebi : mebi / 1024);
    return text;
}

class page {
public:
    page(json::value status, language lang)
        : status_(status), lang_(lang), say_(lang == language::nl ? dutch : english),
          at_(parse_rfc3339(status.member("at").text()).value_or(instant{})) {}

    std::string made() {
        head();
        parties();
        return std::move(out_) + "\n" + concerns_page(status_, lang_);
    }

private:
    std::string since(json::value of, std::string_view name) const {
        const auto then = parse_rfc3339(of.member(name).text());
        return then ? length_of(at_ - *then) : std::string("-");
    }
    std::string until(json::value of, std::string_view name) const {
        const auto then = parse_rfc3339(of.member(name).text());
        return then ? length_of(*then - at_) : std::string("-");
    }
    void line(std::string_view name, const std::string& text) {
        out_.append(name).append(name.size() < 14 ? 14 - name.size() : 1, ' ').append(text).append("\n");
    }

    void head() {
        const bool ready = status_.member("ready").boolean();
        std::string state(ready ? say_.ready : say_.not_ready);
        if (const std::string why = text_of(status_, "trouble"); !why.empty()) state += ": " + why;
        line(
            "schakel",
            text_of(status_, "version") + ", " + state + ", " + std::string(say_.runs) + " " + since(status_, "started")
        );
        const json::value configuration = status_.member("configuration");
        std::string of = text_of(configuration, "hash").substr(0, 12);
        if (const json::value last = configuration.member("last_reload")) {
            const bool applied = last.member("applied").boolean();
            of += ", " + std::string(say_.last_reload) + " " + since(last, "at") + ": ";
            of += applied ? say_.applied : say_.refused;
        }
        if (configuration.member("file_differs").boolean()) of += ", " + std::string(say_.differs);
        line(say_.configuration, of);
        const json::value counts = status_.member("counts");
        std::string all = number_of(counts, "messages") + ", " + std::string(say_.waiting) + " ";
        all += number_of(counts, "waiting");
        if (counts.member("oldest_waiting"))
            all += " (" + std::string(say_.oldest) + " " + since(counts, "oldest_waiting") + ")";
        all += ", " + std::string(say_.held) + " " + number_of(counts, "held");
        all += ", " + std::string(say_.dead) + " " + number_of(counts, "dead_letters");
        line(say_.messages, all);
        std::string room = size_text(counts.member("bytes"));
        if (const json::value disk = status_.member("disk")) {
            room += "; " + size_text(disk.member("available")) + " " + std::string(say_.free_of) + " ";
            room += size_text(disk.member("total"));
        }
        const std::string behind = number_of(status_.member("tables"), "groups_behind");
        if (behind != "0") room += "; " + std::string(say_.behind) + ": " + behind;
        line(say_.disk, room);
    }

    std::array<std::string, 10> row_of(json::value party) const {
        const json::value in = party.member("in"), sent = party.member("out");
        const auto number = [](json::value of, std::string_view name) { return of ? number_of(of, name) : "-"; };
        return {text_of(party, "id"),          std::string(word_for(party.member("state").text(), lang_)),
                number(in, "accepted"),        number(sent, "delivered"),
                number(sent, "waiting"),       number(sent, "held"),
                number(sent, "failing_tries"), since(sent, "oldest_undelivered"),
                until(sent, "next_try"),       since(sent, "last_delivered")};
    }

    void parties() {
        out_.append("\n");
        std::vector<std::array<std::string, 10>> rows(1);
        for (std::size_t i = 0; i < rows[0].size(); ++i) rows[0][i] = say_.columns[i];
        for (json::value one = status_.member("parties").first_child(); one; one = one.next_sibling())
            rows.push_back(row_of(one));
        if (rows.size() == 1) return void(out_.append(say_.nobody).append("\n"));
        std::array<std::size_t, 10> widths{};
        for (const auto& row : rows)
            for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], row[i].size());
        for (const auto& row : rows) {
            std::string text;
            for (std::size_t i = 0; i < row.size(); ++i) {
                const std::string gap(widths[i] - row[i].size(), ' ');
                text.append(i == 0 ? "" : "  ").append(i < 2 ? row[i] + gap : gap + row[i]);
            }
            out_.append(text).append("\n");
        }
    }

    json::value status_;
    language lang_;
    const words& say_;
    instant at_;
    std::string out_;
};

} // namespace

std::string concerns_page(json::value status, language lang) {
    const char* of = lang == language::nl ? "nl" : "en";
    std::string out;
    for (json::value one = status.member("concerns").first_child(); one; one = one.next_sibling()) {
        out += text_of(one, "severity") + ": " + text_of(one.member("text"), of) + " [" + text_of(one, "id") + "]\n";
        if (const std::string repair = text_of(one.member("repair"), of); !repair.empty()) out += "  " + repair + "\n";
    }
    if (out.empty()) out.append(lang == language::nl ? dutch.nothing : english.nothing).append("\n");
    return out;
}

std::string status_page(json::value status, language lang) {
    return page(status, lang).made();
}

} // namespace schakel::command
