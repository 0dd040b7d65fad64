#include "adapters/common/oneroster/wire.hpp"

#include <algorithm>
#include <array>

namespace schakel::oneroster::wire {

namespace {

// Objects refer to kinds before theirs.
constexpr std::array reading_order{
    object_kind::academic_session, object_kind::org,        object_kind::course,      object_kind::user,
    object_kind::class_object,     object_kind::enrollment, object_kind::demographics};

void take_parts(json::value envelope, object_kind kind, std::vector<part>& into) {
    if (const json::value many = envelope.member(collection_of(kind)); many.is(json::kind::array))
        into.push_back({kind, false, many});
    if (const json::value one = envelope.member(word_of(kind)); one.is(json::kind::object))
        into.push_back({kind, true, one});
}

} // namespace

document parse(json::value root) {
    document made;
    made.whole = root.is(json::kind::array);
    if (!made.whole) made.envelopes.push_back(root);
    for (json::value one = made.whole ? root.first_child() : json::value{}; one; one = one.next_sibling())
        made.envelopes.push_back(one);
    for (const object_kind kind : reading_order) {
        for (const json::value envelope : made.envelopes) take_parts(envelope, kind, made.parts);
    }
    made.status = made.parts.empty() && (root.member("imsx_codeMajor") || root.member("statusInfoSet"));
    return made;
}

} // namespace schakel::oneroster::wire
