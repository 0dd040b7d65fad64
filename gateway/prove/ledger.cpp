#include "gateway/prove/ledger.hpp"

#include <algorithm>
#include <set>

namespace schakel::prove {

namespace {

bool accepted(const sent_line& one) {
    return one.status >= 200 && one.status < 300;
}

bool rejected(const sent_line& one) {
    return one.status >= 400 && one.status < 500;
}

} // namespace

verdict compare(const std::vector<sent_line>& sent, const std::vector<received_line>& received) {
    std::map<message_name, const sent_line*> known;
    for (const sent_line& one : sent) known[one.name] = &one;
    verdict out;
    std::map<std::uint32_t, std::uint64_t> latest;
    std::set<message_name> confirmed, seen;
    for (const received_line& one : received) {
        if (!one.confirmed) continue;
        ++out.received;
        const auto line = known.find(one.name);
        if (!one.intact || line == known.end()) {
            out.altered.push_back(one.name);
            continue;
        }
        if (rejected(*line->second)) out.after_reject.push_back(one.name);
        if (!seen.insert(one.name).second) ++out.duplicates;
        if (one.orphan) continue;
        confirmed.insert(one.name);
        std::uint64_t& newest = latest[one.name.pupil];
        if (one.name.number < newest) out.out_of_order.push_back(one.name);
        newest = std::max(newest, one.name.number);
    }
    for (const sent_line& one : sent) {
        if (!accepted(one)) continue;
        ++out.accepted;
        if (!confirmed.contains(one.name)) out.lost.push_back(one.name);
    }
    return out;
}

std::string telling(const verdict& of) {
    std::string out = std::to_string(of.lost.size()) + " lost, " + std::to_string(of.altered.size()) + " altered";
    if (!of.after_reject.empty()) out += ", " + std::to_string(of.after_reject.size()) + " delivered after a refusal";
    return out + " of " + std::to_string(of.accepted) + " accepted";
}

std::vector<double> delivery_times(const std::vector<sent_line>& sent, const std::vector<received_line>& received) {
    std::map<message_name, moment> answered;
    for (const sent_line& one : sent)
        if (accepted(one)) answered[one.name] = one.answered;
    std::vector<double> out;
    for (const received_line& one : received) {
        const auto found = answered.find(one.name);
        if (!one.confirmed || found == answered.end()) continue;
        const double passed = std::chrono::duration<double, std::milli>(one.at - found->second).count();
        out.push_back(std::max(passed, 0.0));
        answered.erase(found);
    }
    std::sort(out.begin(), out.end());
    return out;
}

double at_share(const std::vector<double>& sorted, double share) {
    if (sorted.empty()) return 0;
    return sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))];
}

} // namespace schakel::prove
