#include "gateway/command/partner_schemas.hpp"

#include "gateway/command/own_schema.hpp"
#include "gateway/command/verbs.hpp"

namespace schakel::command {

result<std::shared_ptr<const adapter>, int>
with_partner_schemas(const adapter& plain, const std::vector<std::string>& files) {
    using shared = std::shared_ptr<const adapter>;
    if (files.empty()) return shared(shared(), &plain); // the registry owns it
    const std::string standard(plain.info().standard);
    if (!plain.info().takes_partner_schemas) return usage_error(standard + " leaves no room for schemas of partners");
    auto found = find_schema_files(files, {});
    if (!found) return usage_error(found.error().message);
    auto made = plain.extend({found->names, found->catalogue});
    if (!made) return print_refusal(made.error());
    return *std::move(made);
}

} // namespace schakel::command
