#include "gateway/mapping/mapper.hpp"

#include "gateway/crypto/base64.hpp"
#include "gateway/crypto/digest.hpp"
#include "gateway/model/field.hpp"

#include <algorithm>

namespace schakel::mapping {

namespace {

namespace field = model::field;
namespace scheme = model::scheme;

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

field::name field_of(std::string_view of_scheme) {
    if (of_scheme == scheme::las_key) return field::pupil_las_key;
    if (of_scheme == scheme::eckid) return field::pupil_eckid;
    if (of_scheme == scheme::account) return field::pupil_account;
    return field::pupil_other_id;
}

// Stable for one person at one destination, useless anywhere else: HMAC-SHA-256 under the destination's key, first 128
// bits.
std::string pseudonym(const destination_profile& profile, const model::identifiers& of) {
    static constexpr std::string_view preferred[] = {scheme::las_key, scheme::eckid};
    const model::identifier* base = nullptr;
    for (const std::string_view one : preferred) {
        if (!base) base = model::find(of, one);
    }
    if (!base) base = &of.front();
    const std::string mac = crypto::hmac_sha256(profile.pseudonym_key, base->scheme + '\0' + as_key(*base));
    return crypto::to_base64url(std::string_view(mac).substr(0, 16));
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
        if (makes_pseudonym) {
            model::identifier made{wanted, pseudonym(profile_, who.ids), profile_.account_home_page};
            people_.remember(made, who.ids);
            return made;
        }
        if (const model::identifier* own = model::find(who.ids, wanted)) return *own;
        auto known = people_.find(who.ids, wanted);
        if (!known) return std::nullopt;
        if (pupil) fate_.defaulted("pupil." + wanted, "added from the school's identifier map");
        return model::identifier{wanted, *known, {}};
    }

    void note_left_out(const model::person& who, const model::identifiers& released) {
        for (const model::identifier& own : who.ids) {
            const model::identifier* kept = model::find(released, own.scheme);
            if (kept && *kept == own) continue;
            if (!released.empty()) {
                fate_.mapped(
                    field_of(own.scheme),
                    "replaced by the identifier released to this destination: " + released.front().scheme
                );
            } else {
                fate_.dropped(
                    field_of(own.scheme), "this destination may not have it and no other identifier is known"
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

void recognise(
    std::vector<model::record>& records, const account_schemes& accounts, identity_map& people, findings& found
) {
    each_person(records, [&](model::person& who, bool) {
        for (model::identifier& id : who.ids) {
            if (id.scheme != scheme::account) continue;
            const auto real = accounts.find(id.authority);
            if (real != accounts.end()) id = {real->second, id.value, {}};
        }
        if (who.ids.size() > 1) people.learn(who.ids, found);
    });
}

void sitting_keys::settle(std::vector<model::record>& records) {
    for (model::record& one : records) {
        auto* report = std::get_if<model::progress_report>(&one);
        if (!report) continue;
        for (model::sitting& sitting : report->sittings) {
            for (const model::result& result : sitting.results) {
                if (result.key.empty() || !stored) continue;
                if (auto known = stored->find(school, "sitting", sender + "|" + result.key)) {
                    sitting.id = *known;
                    break;
                }
            }
            for (const model::result& result : sitting.results) {
                if (!result.key.empty()) added.push_back({school, "sitting", sender + "|" + result.key, sitting.id});
            }
        }
    }
}

std::vector<model::record> for_destination(
    const std::vector<model::record>& records, const destination_profile& profile, identity_map& people,
    field_fate& fate
) {
    std::vector<model::record> seen = records;
    release rules(profile, people, fate);
    each_person(seen, [&](model::person& who, bool pupil) { rules.apply(who, pupil); });
    translate_terms(seen, profile, fate);
    return seen;
}

} // namespace schakel::mapping
