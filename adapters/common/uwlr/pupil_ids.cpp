#include "adapters/common/uwlr/pupil_ids.hpp"

#include "adapters/common/uwlr/text_limits.hpp"
#include "adapters/common/uwlr/unsent.hpp"
#include "gateway/model/field.hpp"

namespace schakel::uwlr {

namespace field = model::field;

void add_id(model::identifiers& ids, std::string_view scheme, const wire::value& value) {
    if (!value.text.empty()) ids.push_back({std::string(scheme), value.text, {}});
}

bool write_las_key(
    const model::person& pupil, const encode_options& options, wire::toetsafname& out, field_fate& fate
) {
    if (const auto key = model::value_of(pupil.ids, model::scheme::las_key); fits(key, key_limit)) {
        out.leerlingid.text = key;
        fate.carried(field::pupil_las_key);
        return true;
    }
    const auto wished = options.parameters.find("pupil_key");
    const auto eckid = model::value_of(pupil.ids, model::scheme::eckid);
    if (wished == options.parameters.end() || wished->second != "eckid" || !fits(eckid, key_limit)) return false;
    out.leerlingid.text = eckid;
    fate.defaulted("toetsafnames/toetsafname/leerlingid", "the ECK iD (pupil_key)");
    return true;
}

bool write_eckid(const model::person& pupil, wire::toetsafname& out, field_fate& fate) {
    const auto eckid = model::value_of(pupil.ids, model::scheme::eckid);
    if (eckid.empty()) return false;
    if (!fits(eckid, key_limit)) {
        fate.dropped(field::pupil_eckid, "an eckid has at most 256 characters");
        return false;
    }
    out.eckid.text = eckid;
    fate.carried(field::pupil_eckid);
    return true;
}

void drop_other_ids(const model::person& pupil, field_fate& fate) {
    model::person others;
    others.name = pupil.name;
    for (const model::identifier& id : pupil.ids) {
        if (id.scheme != model::scheme::las_key && id.scheme != model::scheme::eckid) others.ids.push_back(id);
    }
    drop_pupil_ids(others, "UWLR names a pupil by the key of the administration and the ECK iD", fate);
}

} // namespace schakel::uwlr
