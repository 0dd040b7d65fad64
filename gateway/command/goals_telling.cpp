#include "gateway/command/goals_telling.hpp"

#include "gateway/command/admin_answer.hpp"

#include <cstdio>
#include <map>

namespace schakel::command {

namespace {

// One line for each rule, with its first place and how often.
void print_findings(json::value findings) {
    struct told {
        std::string first;
        std::size_t times = 0;
    };
    std::map<std::string, told> rules;
    for (json::value one = findings.first_child(); one; one = one.next_sibling()) {
        told& of = rules[text_of(one, "rule")];
        if (of.times++ == 0)
            of.first = text_of(one, "file") + ":" + number_of(one, "line") + ":" + number_of(one, "column") + ": " +
                       text_of(one, "text");
    }
    for (const auto& [rule, of] : rules)
        std::fprintf(stderr, "%s [%s, %zu times]\n", of.first.c_str(), rule.c_str(), of.times);
}

std::string count_of(json::value owner, std::string_view kind) {
    const std::string count = number_of(owner.member("counts"), kind);
    return count.empty() ? "0" : count;
}

void print_owners(json::value owners) {
    for (json::value one = owners.first_child(); one; one = one.next_sibling())
        std::printf(
            "%-40s %8s goals %8s associations  %s\n", text_of(one, "id").c_str(), count_of(one, "goal").c_str(),
            count_of(one, "association").c_str(), text_of(one, "outcome").c_str()
        );
}

void print_dangling(json::value dangling) {
    for (json::value one = dangling.first_child(); one; one = one.next_sibling())
        std::fprintf(stderr, "%s [%s]\n", text_of(one, "text").c_str(), text_of(one, "rule").c_str());
}

} // namespace

int code_of(json::value outcome) {
    const std::string_view what = outcome.member("what").text();
    return what == "published" || what == "unchanged" || what == "read" ? exit_code::fine : exit_code::findings;
}

int print_import(json::value outcome, bool detailed) {
    const std::string what = text_of(outcome, "what"), reason = text_of(outcome, "reason");
    if (!detailed) print_findings(outcome.member("findings"));
    if (!reason.empty()) std::fprintf(stderr, "schakel: %s\n", reason.c_str());
    if (code_of(outcome) != exit_code::fine) {
        std::fprintf(stderr, "schakel: nothing was imported\n");
        return exit_code::findings;
    }
    print_owners(outcome.member("owners"));
    const std::string left_out = number_of(outcome, "left_out");
    if (!left_out.empty() && left_out != "0") std::printf("%s records belong to no release\n", left_out.c_str());
    print_dangling(outcome.member("dangling"));
    if (what == "read") std::printf("%s records read, nothing was imported\n", number_of(outcome, "records").c_str());
    return exit_code::fine;
}

} // namespace schakel::command
