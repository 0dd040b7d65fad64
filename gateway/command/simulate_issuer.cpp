#include "gateway/command/simulate_issuer.hpp"

#include "gateway/codec/json_writer.hpp"
#include "gateway/command/simulate_spoiling.hpp"
#include "gateway/core/id.hpp"
#include "gateway/crypto/digest.hpp"
#include "gateway/service/http_conversion.hpp"

#include <algorithm>

namespace schakel::command {

namespace {

using operation = chain_id_question::operation;
using transport::http_response;

constexpr std::string_view root_word = "https://ketenid.nl/spsimulated/", id_word = "https://ketenid.nl/simulated/";
constexpr unsigned not_ready_for = 2; // questions
constexpr std::string_view chain = "http://purl.edustandaard.nl/begrippenkader/e7ec7d3c-c235-4513-bfb6-e54e66854795";
constexpr std::string_view po = "urn:schakel:simulated:sector:po", vo = "urn:schakel:simulated:sector:vo";

void refuse(chain_id_answer& with, std::string_view name) {
    with.with_fault = true;
    with.fault = name;
    with.items.clear();
}

bool about_people(operation what) {
    return what != operation::ping && what != operation::chains && what != operation::sectors;
}

chain_id_answer::choice named(std::string_view id, std::string_view name) {
    return {std::string(id), std::string(name), "simulated", instant{}};
}

} // namespace

std::string simulated_issuer::root_of(std::string hash) const {
    for (auto before = replaced_by_.find(hash); before != replaced_by_.end(); before = replaced_by_.find(hash))
        hash = before->second;
    return std::string(root_word) + crypto::sha512_hex("root " + hash);
}

std::string simulated_issuer::id_of(const std::string& root, const chain_id_question& asked) const {
    if (does(misbehaviour::root_instead)) return root;
    const std::string of = does(misbehaviour::doubled_ids) ? "everybody" : root;
    return std::string(id_word) + crypto::sha512_hex(of + " " + asked.chain + " " + asked.sector);
}

bool simulated_issuer::is_slow() const {
    const std::lock_guard lock(mutex_);
    return does(misbehaviour::slow);
}

http_response simulated_issuer::answer(const exchange& asked) {
    const std::lock_guard lock(mutex_);
    const bool third = ++questions_ % 3 == 0;
    if (auto other = answer_instead(misbehaves_, third)) return *std::move(other);
    const auto read = by_.read_question(asked);
    chain_id_answer told;
    bool cut = third && does(misbehaviour::truncated);
    if (read.report.rejects()) {
        refuse(told, "InvalidRequestException");
    } else {
        told = perform(read.what, cut);
    }
    http_response out = service::to_response(by_.answer_with(told));
    spoil_headers(out, misbehaves_, questions_);
    if (cut) out.body.resize(out.body.size() / 2);
    return out;
}

chain_id_answer simulated_issuer::perform(const chain_id_question& asked, bool& cut) {
    chain_id_answer out;
    out.what = asked.what;
    out.relates_to = asked.message_id;
    if (does(misbehaviour::not_allowed) && about_people(asked.what)) {
        refuse(out, "NotAllowedCallerException");
        return out;
    }
    const bool other_chain = !asked.chain.empty() && asked.chain != chain;
    const bool other_sector = !asked.sector.empty() && asked.sector != po && asked.sector != vo;
    if (other_chain || other_sector) {
        refuse(out, other_chain ? "InvalidChainIdException" : "InvalidSectorIdException");
        return out;
    }
    switch (asked.what) {
    case operation::ping:
        out.available = true;
        out.version = "simulated";
        out.at = system_clock().now();
        break;
    case operation::root:
        out.items = {{0, root_of(asked.items.at(0).value)}};
        if (blocked_.contains(asked.items.at(0).value)) refuse(out, "BlockedHPgnException");
        break;
    case operation::id:
        out.items = {{0, id_of(asked.items.at(0).value, asked)}};
        ++issued_;
        break;
    case operation::root_batch:
    case operation::id_batch: take_batch(asked, out); break;
    case operation::fetch: give_batch(asked, out, cut); break;
    case operation::replace: replace(asked, out); break;
    case operation::chains: out.choices = {named(chain, "leermiddelen")}; break;
    case operation::sectors: out.choices = {named(po, "po"), named(vo, "vo")}; break;
    }
    return out;
}

void simulated_issuer::take_batch(const chain_id_question& asked, chain_id_answer& into) {
    if (does(misbehaviour::daily_limit)) return refuse(into, "LimitDailyBatchSubmissionsExceededException");
    into.batch = "simulated-" + new_id(system_clock());
    batches_[into.batch] = {asked, 0};
    ++handed_in_;
}

void simulated_issuer::give_batch(const chain_id_question& asked, chain_id_answer& into, bool& cut) {
    const auto known = batches_.find(asked.batch);
    if (known == batches_.end()) return refuse(into, "UnknownBatchException");
    const bool waits = does(misbehaviour::not_ready) && known->second.asked++ < not_ready_for;
    if (waits || does(misbehaviour::never_ready)) return refuse(into, "NotFinishedException");
    const chain_id_question& of = known->second.handed_in;
    for (const chain_id_question::item& one : of.items) {
        if (does(misbehaviour::failing_persons) && one.index % 3 == 2)
            into.failed.push_back({one.index, "told to fail"});
        else if (of.what == operation::root_batch)
            into.items.push_back({one.index, root_of(one.value)});
        else
            into.items.push_back({one.index, id_of(one.value, of)});
    }
    if (of.what == operation::id_batch) issued_ += into.items.size();
    if (does(misbehaviour::wrong_index) && !into.items.empty()) into.items.back().index += 1'000'000;
    std::ranges::reverse(into.items); // whoever goes by the order goes wrong
    batches_.erase(known);
    cut = cut || does(misbehaviour::lost_batch);
}

void simulated_issuer::replace(const chain_id_question& asked, chain_id_answer& into) {
    const std::string &former = asked.items.at(0).value, &present = asked.items.at(1).value;
    if (blocked_.contains(former)) return refuse(into, "BlockedHPgnException");
    const bool later = asked.from && *asked.from > system_clock().now();
    if (!later) {
        replaced_by_[present] = former;
        blocked_.insert(former);
    }
    into.items = {{0, root_of(present)}};
}

http_response simulated_issuer::control(const transport::http_request& request) {
    if (request.method != "GET" && request.method != "POST")
        return service::problem(405, "method", "GET tells how it stands, POST changes it");
    const auto form = transport::parse_form(request.method == "POST" ? request.body : std::string{});
    if (!form) return service::problem(400, "form", "not a form");
    const std::lock_guard lock(mutex_);
    for (const transport::parameter& one : *form) {
        auto wanted = parse_misbehaviours(one.value);
        if (one.name != "misbehave" || !wanted)
            return service::problem(400, "misbehaviour", "the field is misbehave; known are:" + misbehaviour_help());
        misbehaves_ = *std::move(wanted);
    }
    json::writer out;
    out.begin_object().member("questions", std::uint64_t{questions_}).member("handed_in", std::uint64_t{handed_in_});
    out.member("waiting", std::uint64_t{batches_.size()}).member("issued", std::uint64_t{issued_});
    out.name("misbehaves").begin_array();
    for (const misbehaviour_info& one : misbehaviours())
        if (does(one.which)) out.text(one.name);
    out.end_array().end_object();
    return {200, {{"Content-Type", "application/json"}}, out.finish(), {}};
}

} // namespace schakel::command
