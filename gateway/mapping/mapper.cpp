#include "gateway/mapping/mapper.hpp"

#include "gateway/crypto/base64.hpp"
#include "gateway/crypto/digest.hpp"
#include "gateway/crypto/name_uuid.hpp"
#include "gateway/model/field.hpp"

#include <algorithm>
#include <iterator>
#include <set>

namespace schakel::mapping {

namespace {

namespace field = model::field;
namespace scheme = model::scheme;

constexpr std::string_view table_of_sittings = "sitting";

template <class Visit>
void each_person(std::vector<model::record>& records, Visit visit) {
    for (model::record& one : records) {
        if (auto* report = std::get_if<model::progress_report>(&one)) {
            for (model::sitting& sitting : report->sittings) {
                visit(sitting.pupil, true);
                visit(sitting.processor, false);
            }
        } else if (auto* activity = std::get_if<model::activity>(&one)) {
            visit(activity->actor, true);
        }
    }
}

// The school's own key of a person where anybody ever told it: whoever sends, the person is the same.
model::identifier base_of_pseudonym(const identity_map& people, const model::identifiers& of) {
    for (const std::string_view preferred : {scheme::las_key, scheme::eckid}) {
        if (auto known = people.find(of, preferred)) return {std::string(preferred), std::move(*known), {}};
    }
    return of.front();
}

// Administrations of two schools may number two pupils alike: a key without an authority of its own is one person's
// within the school only. An ECK iD is one person's everywhere, and goes along to the next school.
std::string worldwide(const model::identifier& one, const std::string& school) {
    const bool everywhere = one.scheme == scheme::eckid || !one.authority.empty();
    const std::string named = one.scheme + '\0' + as_key(one);
    return everywhere ? named : named + '\0' + school;
}

class release {
public:
    release(const destination_profile& profile, identity_map& people, field_fate& fate)
        : profile_(profile), people_(people), fate_(fate) {}

    void apply(model::person& who, bool pupil) {
        if (!who.known()) return;
        model::identifiers released;
        for (const std::string& wanted : profile_.release) {
            if (auto id = identifier_for(who, wanted, pupil)) released.push_back(std::move(*id));
        }
        if (pupil) note_left_out(who, released);
        if (!who.name.empty() && pupil) fate_.dropped(field::pupil_name, "not released to this destination");
        who.name.clear();
        who.ids = std::move(released);
    }

private:
    std::optional<model::identifier> identifier_for(const model::person& who, const std::string& wanted, bool pupil) {
        const bool makes_pseudonym = wanted == scheme::account && !profile_.pseudonym_key.empty();
        if (makes_pseudonym) return pseudonym_for(who.ids, profile_, people_);
        if (const model::identifier* own = model::find(who.ids, wanted)) return *own;
        const std::string authority = wanted == scheme::account ? profile_.account_home_page : std::string();
        auto known = people_.find(who.ids, wanted, authority);
        if (!known) return std::nullopt;
        if (pupil) fate_.defaulted("pupil." + wanted, "added from the school's identifier map");
        return model::identifier{wanted, std::move(*known), authority};
    }

    void note_left_out(const model::person& who, const model::identifiers& released) {
        for (const model::identifier& own : who.ids) {
            const model::identifier* kept = model::find(released, own.scheme);
            if (kept && *kept == own) continue;
            if (!released.empty()) {
                fate_.mapped(
                    model::field_of_person(own.scheme),
                    "replaced by the identifier released to this destination: " + released.front().scheme
                );
            } else {
                fate_.dropped(
                    model::field_of_person(own.scheme),
                    "this destination may not have it and no other identifier is known"
                );
            }
        }
    }

    const destination_profile& profile_;
    identity_map& people_;
    field_fate& fate_;
};

void translate_terms(std::vector<model::record>& records, const destination_profile& profile, field_fate& fate) {
    for (model::record& one : records) {
        auto* report = std::get_if<model::progress_report>(&one);
        if (!report) continue;
        for (model::assessment& assessment : report->assessments) {
            for (model::term& subject : assessment.subjects) {
                for (const code_list& list : profile.code_lists) {
                    auto translated = list.translate(subject);
                    if (!translated) continue;
                    subject = std::move(*translated);
                    fate.mapped(field::assessment_subject, "by code list " + list.name());
                    break;
                }
            }
        }
    }
}

} // namespace

// HMAC-SHA-256 under the destination's key, first 128 bits.
std::string under_pseudonym_key(const destination_profile& profile, std::string_view text) {
    const std::string mac = crypto::hmac_sha256(profile.pseudonym_key, text);
    return crypto::to_base64url(std::string_view(mac).substr(0, 16));
}

model::identifier
pseudonym_for(const model::identifiers& of, const destination_profile& profile, identity_map& people) {
    // Pseudonyms of this destination and key are remembered under:
    const std::string purpose = "pseudonym:" + under_pseudonym_key(profile, profile.destination);
    model::identifier made{std::string(scheme::account), {}, profile.account_home_page};
    if (auto before = people.find_made(of, purpose)) {
        made.value = std::move(*before);
    } else {
        made.value = under_pseudonym_key(profile, worldwide(base_of_pseudonym(people, of), people.school()));
    }
    people.remember(made, of, purpose);
    return made;
}

void recognise(
    std::vector<model::record>& records, field_trace& trace, const account_schemes& accounts, identity_map& people,
    findings& found
) {
    std::set<std::string, std::less<>> meant;     // by the accounts of pupils
    const model::identifiers* just_met = nullptr; // sittings of one pupil follow each other and tell the same of it
    each_person(records, [&](model::person& who, bool pupil) {
        for (model::identifier& id : who.ids) {
            if (id.scheme != scheme::account) continue;
            const auto real = accounts.find(id.authority);
            if (real != accounts.end()) id = {real->second, id.value, {}};
            if (pupil) meant.insert(id.scheme);
        }
        if (who.ids.size() < 2 || (just_met && *just_met == who.ids)) return;
        const std::size_t faults = found.size();
        people.learn(who.ids, found);
        just_met = found.size() == faults ? &who.ids : nullptr;
    });
    // The values travel on under the name of what they are. Of a mixture nobody can say which is which.
    if (meant.size() == 1) trace.rename(field::pupil_account, model::field_of_person(*meant.begin()));
}

void sitting_keys::add(std::string_view key, std::string id) {
    added_.push_back({school_, std::string(table_of_sittings), sender_ + "|" + std::string(key), std::move(id), true});
}

// One part for each id that results were known under; what is new goes with the first of them.
void sitting_keys::divide(model::sitting whole, std::vector<part>& into) {
    const std::size_t first = into.size();
    std::vector<model::result> results = std::move(whole.results);
    whole.results.clear();
    std::vector<std::string> fresh_keys;
    std::vector<model::result> fresh;
    fresh_keys.reserve(results.size());
    fresh.reserve(results.size());
    std::string name = sender_ + "|";
    const std::size_t of_sender = name.size();
    for (model::result& result : results) {
        name.resize(of_sender);
        auto id =
            result.key.empty() ? std::nullopt : stored_->find(school_, table_of_sittings, name.append(result.key));
        if (!id) {
            if (!result.key.empty()) fresh_keys.push_back(result.key);
            fresh.push_back(std::move(result));
            continue;
        }
        add(result.key, *id);
        auto same = std::find_if(into.begin() + static_cast<std::ptrdiff_t>(first), into.end(), [&](const part& one) {
            return one.known_as == id;
        });
        if (same == into.end()) same = into.insert(into.end(), {whole, std::move(id), {}});
        same->what.results.push_back(std::move(result));
    }
    if (into.size() == first) into.push_back({std::move(whole), std::nullopt, {}});
    std::vector<model::result>& of_first = into[first].what.results;
    if (of_first.empty())
        of_first = std::move(fresh);
    else
        std::ranges::move(fresh, std::back_inserter(of_first));
    into[first].fresh_keys = std::move(fresh_keys);
}

void sitting_keys::settle(std::vector<model::record>& records) {
    if (!stored_) return;
    std::set<std::string, std::less<>> given;
    for (model::record& one : records) {
        auto* report = std::get_if<model::progress_report>(&one);
        if (!report) continue;
        std::vector<part> parts;
        parts.reserve(report->sittings.size());
        for (model::sitting& sitting : report->sittings) divide(std::move(sitting), parts);
        for (part& each : parts) {
            if (each.known_as && given.insert(*each.known_as).second)
                each.what.id = *each.known_as;
            else
                each.known_as.reset();
        }
        report->sittings.clear();
        for (part& each : parts) {
            const std::string key = each.what.results.empty() ? std::string() : each.what.results.front().key;
            if (!each.known_as && !given.insert(each.what.id).second && !key.empty())
                each.what.id = *crypto::name_uuid(crypto::url_namespace, each.what.id + '\n' + key);
            for (const std::string& fresh : each.fresh_keys) add(fresh, each.what.id);
            report->sittings.push_back(std::move(each.what));
        }
    }
}

std::vector<model::record> for_destination(
    std::vector<model::record> records, const destination_profile& profile, identity_map& people, field_fate& fate
) {
    release rules(profile, people, fate);
    each_person(records, [&](model::person& who, bool pupil) { rules.apply(who, pupil); });
    translate_terms(records, profile, fate);
    return records;
}

} // namespace schakel::mapping
