#include "adapters/common/oneroster/query.hpp"

namespace schakel::oneroster {

result<list_query, query_fault> parse_query(const query_parameters& asked, version which) {
    using one_edtech::strictness;
    return one_edtech::parse_query(asked, which == version::v1_2 ? strictness::refusing : strictness::warning);
}

template <class Object>
result<std::uint64_t, query_fault> keep_mask(list_query& query, version which) {
    if (query.fields.empty()) return ~std::uint64_t{0};
    std::uint64_t keep = 0;
    const auto all = fields_of<Object>();
    for (const std::string& name : query.fields) {
        const field<Object>* found = find_field<Object>(which, name);
        if (found) {
            keep |= std::uint64_t{1} << static_cast<unsigned>(found - all.data());
            continue;
        }
        query_fault fault{query_error::selection_field, "fields names something that the object does not have"};
        if (which == version::v1_2) return fault;
        query.warnings.push_back(std::move(fault));
    }
    return keep == 0 ? ~std::uint64_t{0} : keep;
}

template result<std::uint64_t, query_fault> keep_mask<academic_session>(list_query&, version);
template result<std::uint64_t, query_fault> keep_mask<org>(list_query&, version);
template result<std::uint64_t, query_fault> keep_mask<course>(list_query&, version);
template result<std::uint64_t, query_fault> keep_mask<class_object>(list_query&, version);
template result<std::uint64_t, query_fault> keep_mask<user>(list_query&, version);
template result<std::uint64_t, query_fault> keep_mask<enrollment>(list_query&, version);

} // namespace schakel::oneroster
