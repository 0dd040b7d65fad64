#include "gateway/command/simulate_misbehaviour.hpp"

#include <algorithm>
#include <array>

namespace schakel::command {

namespace {

constexpr std::array all{
    misbehaviour_info{
        misbehaviour::too_many_requests, "too-many-requests", "every third answer is 429 with Retry-After: 1"},
    misbehaviour_info{misbehaviour::html_error, "html-error", "every third answer is 502 with a page of HTML"},
    misbehaviour_info{misbehaviour::html_page, "html-page", "every answer is 200 with a page of HTML"},
    misbehaviour_info{misbehaviour::truncated, "truncated", "every third answer ends half-way"},
    misbehaviour_info{misbehaviour::unavailable, "unavailable", "every answer is 503"},
    misbehaviour_info{misbehaviour::unauthorised, "unauthorised", "every answer is 401"},
    misbehaviour_info{misbehaviour::slow, "slow", "every answer comes two seconds late"},
    misbehaviour_info{misbehaviour::content_type, "content-type", "answers call themselves text/html"},
    misbehaviour_info{misbehaviour::invalid, "invalid", "answers break the schema of their standard"},
    misbehaviour_info{
        misbehaviour::failure_in_success, "failure-in-success", "status 200 with a failure in the body (OneRoster)"},
    misbehaviour_info{misbehaviour::changing_total, "changing-total", "X-Total-Count grows with every answer"},
    misbehaviour_info{misbehaviour::no_total, "no-total", "no X-Total-Count"},
    misbehaviour_info{misbehaviour::no_link, "no-link", "no Link"},
    misbehaviour_info{misbehaviour::foreign_link, "foreign-link", "Link leads to another host"},
    misbehaviour_info{misbehaviour::capped_limit, "capped-limit", "at most 50 objects per page, whatever limit says"},
    misbehaviour_info{misbehaviour::ignore_filter, "ignore-filter", "filter is not obeyed"},
    misbehaviour_info{misbehaviour::ignore_offset, "ignore-offset", "offset is not obeyed"},
    misbehaviour_info{misbehaviour::empty, "empty", "nobody and nothing in it, told as a change"},
    misbehaviour_info{misbehaviour::shrunk, "shrunk", "40 % of the pupils are gone"},
    misbehaviour_info{misbehaviour::doubled_ids, "doubled-ids", "two pupils have one ECK iD"},
    misbehaviour_info{misbehaviour::swapped_ids, "swapped-ids", "two pupils have each other's ECK iD"},
    misbehaviour_info{
        misbehaviour::missing_entity, "missing-entity", "others refer to an entity that is nowhere (SLO)"},
    misbehaviour_info{misbehaviour::not_ready, "not-ready", "a batch is ready at the third question (ECK iD)"},
    misbehaviour_info{misbehaviour::never_ready, "never-ready", "no batch is ever ready (ECK iD)"},
    misbehaviour_info{
        misbehaviour::lost_batch, "lost-batch", "the result of a batch breaks off half-way and is gone (ECK iD)"},
    misbehaviour_info{misbehaviour::daily_limit, "daily-limit", "no more batches today (ECK iD)"},
    misbehaviour_info{misbehaviour::not_allowed, "not-allowed", "the caller may not ask for this school (ECK iD)"},
    misbehaviour_info{misbehaviour::failing_persons, "failing-persons", "every third person of a batch fails (ECK iD)"},
    misbehaviour_info{misbehaviour::wrong_index, "wrong-index", "a batch tells of somebody not asked about (ECK iD)"},
    misbehaviour_info{misbehaviour::root_instead, "root-instead", "stampseudoniemen in the place of ECK iDs (ECK iD)"}};

} // namespace

std::span<const misbehaviour_info> misbehaviours() {
    return all;
}

std::optional<misbehaviour> parse_misbehaviour(std::string_view name) {
    const auto found = std::ranges::find(all, name, &misbehaviour_info::name);
    return found == all.end() ? std::nullopt : std::optional(found->which);
}

std::optional<misbehaviour_set> parse_misbehaviours(std::string_view names) {
    misbehaviour_set wanted;
    while (!names.empty()) {
        const std::string_view name = names.substr(0, names.find(','));
        names.remove_prefix(std::min(name.size() + 1, names.size()));
        const auto known = parse_misbehaviour(name);
        if (!known) return std::nullopt;
        wanted.insert(*known);
    }
    return wanted;
}

std::string misbehaviour_help() {
    std::string out;
    for (const misbehaviour_info& one : all) {
        out += "\n  " + std::string(one.name);
        out.append(one.name.size() < 20 ? 20 - one.name.size() : 1, ' ');
        out += one.what;
    }
    return out;
}

} // namespace schakel::command
