#include "adapters/common/edex/references.hpp"

#include "adapters/common/edex/values.hpp"

namespace schakel::edex {

void reference_check::define(keys& among, const wire::value& key, const rule* broken) {
    if (!key || broken == nullptr) return;
    if (!among.emplace(trimmed(key.text)).second)
        out_.push_back({broken, {key.at, 0, 0, {}}, {}, masked(key.text), {}});
}

void reference_check::refer(const keys& to, const wire::value& key, std::string_view what) {
    if (!key || rules_.unknown_reference == nullptr || to.contains(trimmed(key.text))) return;
    out_.push_back({rules_.unknown_reference, {key.at, 0, 0, {}}, std::string(what), masked(key.text), {}});
}

void reference_check::vestiging(const wire::vestiging& one) {
    define(branches_, one.key, rules_.duplicate_key);
}

void reference_check::groep(const wire::groep& one) {
    define(any_group_, one.key, rules_.duplicate_key);
    if (one.key) (one.samengesteld ? combined_ : groups_).emplace(trimmed(one.key.text));
}

void reference_check::leerling(const wire::leerling& one) {
    define(pupils_, one.key, rules_.duplicate_key);
    define(pupil_eckids_, one.eckid, rules_.duplicate_eckid);
    refer(groups_, one.groep, "groep");
    for (const wire::value& group : one.samengestelde_groepen) refer(combined_, group, "samengestelde_groep");
    refer(branches_, one.vestiging, "vestiging");
}

void reference_check::leerkracht(const wire::leerkracht& one) {
    define(teachers_, one.key, rules_.duplicate_key);
    define(teacher_eckids_, one.eckid, rules_.duplicate_eckid);
    for (const wire::group_reference& group : one.groepen)
        refer(
            group.samengesteld ? combined_ : groups_, group.key, group.samengesteld ? "samengestelde_groep" : "groep"
        );
}

} // namespace schakel::edex
